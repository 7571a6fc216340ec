// The modules of a crate: the file of each module, and the file that defines the item of a path.
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filesUnder } from '../files.mjs';
import { importsOf, inlineModulesAt, pathsOf, withoutText } from './rust-source.mjs';

/**
 * @typedef {{ file: string, module: string[], code: string, imports: ReturnType<typeof importsOf>, inside?: string[] }} Source
 * `inside` are the inline modules around the current position
 */

/**
 * Every module below `folder`. The key is its path with `::`; it is empty for the crate's root.
 *
 * @param {string} folder
 * @returns {Map<string, Source>}
 */
export function readModules(folder) {
  const modules = new Map();
  for (const path of filesUnder(folder).filter((path) => path.endsWith('.rs'))) {
    const file = relative(folder, path).split(sep).join('/');
    const module = file.replace(/(^|\/)(mod|lib)\.rs$/, '').replace(/\.rs$/, '');
    const code = withoutText(readFileSync(join(folder, file), 'utf8'));
    const segments = module ? module.split('/') : [];
    modules.set(segments.join('::'), { file, module: segments, code, imports: importsOf(code) });
  }
  return modules;
}

/**
 * The file that defines the item at `path`, resolved from `source`; undefined if it isn't in this crate.
 *
 * @param {Map<string, Source>} modules
 * @param {Source} source
 * @param {string[]} path
 */
export function definingFile(modules, source, path) {
  const target = resolve(modules, source, path, new Set());
  return target && modules.get(target)?.file;
}

/** The module that defines the last segment of a path. */
function resolve(modules, source, path, seen) {
  const start = startOf(modules, source, path, seen);
  if (!start) return undefined;
  let { module } = start;
  for (const name of start.rest) {
    const child = module ? `${module}::${name}` : name;
    if (modules.has(child)) {
      module = child;
      continue;
    }
    // A re-export, or an import that child modules see, leads to the file that defines the name.
    const key = `${module} ${name}`;
    const owner = modules.get(module);
    const exported = owner?.imports.find((one) => one.name === name && one.inside.length === 0);
    if (!owner || !exported || seen.has(key)) return module;
    return resolve(modules, owner, exported.path, seen.add(key)) ?? module;
  }
  return module;
}

/** The module at which a path starts, and the rest of the path. */
function startOf(modules, source, path, seen) {
  const inside = source.inside ?? [];
  const own = [...source.module, ...inside];
  const [first, ...rest] = path;
  if (first === 'crate') return { module: '', rest };
  if (first === 'self') return { module: own.join('::'), rest };
  if (first === 'super') {
    let up = own.slice(0, -1);
    while (rest[0] === 'super') {
      rest.shift();
      up = up.slice(0, -1);
    }
    return { module: up.join('::'), rest };
  }
  // A module that was imported, or a child of this one.
  const isHere = (one) => one.inside.join() === inside.join() && one.path[0] !== first;
  const imported = source.imports.find((one) => one.name === first && isHere(one));
  if (imported) {
    const module = resolve(modules, source, imported.path, new Set(seen));
    return module === undefined ? undefined : { module, rest };
  }
  const child = [...own, first].join('::');
  return modules.has(child) ? { module: child, rest } : undefined;
}

/** What an import with `*` brings, as far as the file names it: modules, and what the module itself imports. */
function globbed(modules, source, { path, at, inside }) {
  const from = path.slice(0, -1);
  const module = resolve(modules, { ...source, inside }, from, new Set());
  const owner = modules.get(module);
  if (!owner || owner === source) return [];
  const isChild = (key) => key.startsWith(module && `${module}::`) && key !== module;
  const children = [...modules.keys()].filter(isChild).map((key) => key.split('::').at(-1));
  const names = new Set([...children, ...owner.imports.map(({ name }) => name)]);
  names.delete('*');
  const named = [...names].filter((name) => new RegExp(`\\b${name}\\b`).test(source.code));
  return [{ path: from, at }, ...named.map((name) => ({ path: [...from, name], at }))];
}

/**
 * The items of the crate that a file uses, each with the file that defines it.
 *
 * @param {Map<string, Source>} modules
 * @param {Source} source
 */
export function dependenciesOf(modules, source) {
  const { imports, code } = source;
  // A module file that re-exports its children is their index, and doesn't use them.
  const isIndex = ({ path, isPublic }) =>
    isPublic && modules.has([...source.module, path[0] === 'self' ? path[1] : path[0]].join('::'));
  const used = imports
    .filter((one) => !isIndex(one))
    .flatMap((one) => (one.name === '*' ? globbed(modules, source, one) : [one]));
  return [...used, ...pathsOf(code)].flatMap(({ path, at }) => {
    const inside = inlineModulesAt(code, at);
    const file = definingFile(modules, { ...source, inside }, path);
    return file === undefined || file === source.file ? [] : [{ file, path: path.join('::'), at }];
  });
}
