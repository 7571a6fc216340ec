// Parses the Rust source of one file: its paths, imports and re-exports.

/** What is before a string that is a path: attributes of serde and schemars. */
const TAKES_PATH = /\b(?:\w*with|default|from|try_from|into|remote)\s*=\s*$/;
const PATH_STRING = /^"(?:crate|self|super)(?:::\w+)+"$/;

/**
 * Replaces comments, strings and character literals with spaces; line numbers stay the same. A path in an
 * attribute, such as `#[serde(with = "crate::json::text")]`, is kept.
 *
 * @param {string} text
 */
export function withoutText(text) {
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r(#*)"[\s\S]*?"\1|b?"(?:\\[\s\S]|[^"\\])*"|'(?:\\(?:u\{[^}]*\}|x..|.)|[^'\\\n])'/g;
  return text.replace(pattern, (found, _hashes, at) => {
    if (PATH_STRING.test(found) && TAKES_PATH.test(text.slice(0, at).slice(-40))) {
      return found.replaceAll('"', ' ');
    }
    return found.replace(/[^\n]/g, ' ');
  });
}

/**
 * The imports of a file: one entry for each imported name.
 *
 * @param {string} code as `withoutText` returns it
 * @returns {{ path: string[], name: string, isPublic: boolean, at: number, inside: string[] }[]} `inside` are the inline modules
 *   around it
 */
export function importsOf(code) {
  const imports = [];
  for (const found of code.matchAll(/\b(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);/g)) {
    const place = { at: found.index, inside: inlineModulesAt(code, found.index) };
    for (const { path, name } of expand(found[2])) {
      imports.push({ path, name, isPublic: Boolean(found[1]), ...place });
    }
  }
  return imports;
}

/** `a::{b, c::{self, d as e}}` as one path for each name. */
function expand(tree, prefix = []) {
  const text = tree.trim();
  const open = text.indexOf('{');
  if (open === -1) {
    const [written, alias] = text.split(/\s+as\s+/).map((part) => part.trim());
    const path = [...prefix, ...segmentsOf(written)];
    if (path.at(-1) === 'self') path.pop();
    return [{ path, name: alias ?? path.at(-1) ?? '' }];
  }
  const before = [...prefix, ...segmentsOf(text.slice(0, open))];
  return itemsOf(text.slice(open + 1, text.lastIndexOf('}'))).flatMap((item) =>
    expand(item, before),
  );
}

/** Splits at the commas of the outermost level. */
function itemsOf(list) {
  const items = [''];
  let depth = 0;
  for (const letter of list) {
    if (letter === '{') depth += 1;
    if (letter === '}') depth -= 1;
    if (letter === ',' && depth === 0) items.push('');
    else items[items.length - 1] += letter;
  }
  return items.map((item) => item.trim()).filter(Boolean);
}

/** The names of a path. `$crate` is `crate`, and `self` before `super` means nothing. */
function segmentsOf(path) {
  const names = path.split('::').map((name) => name.trim().replace(/^\$/, ''));
  const segments = names.filter(Boolean);
  return segments[0] === 'self' && segments[1] === 'super' ? segments.slice(1) : segments;
}

/**
 * The paths of two or more segments outside of `use` declarations.
 *
 * @param {string} code as `withoutText` returns it
 * @returns {{ path: string[], at: number }[]}
 */
export function pathsOf(code) {
  const body = code.replace(/\buse\s+[^;]+;/g, (found) => found.replace(/[^\n]/g, ' '));
  const paths = [];
  for (const found of body.matchAll(/(?<![\w:])\$?[A-Za-z_]\w*(?:\s*::\s*[A-Za-z_]\w*)+/g)) {
    paths.push({ path: segmentsOf(found[0]), at: found.index });
  }
  return paths;
}

/**
 * The names of the inline modules around a position, outermost first.
 *
 * @param {string} code as `withoutText` returns it
 * @param {number} at
 */
export function inlineModulesAt(code, at) {
  const names = [];
  for (const found of code.matchAll(/\bmod\s+(\w+)\s*\{/g)) {
    if (found.index > at) break;
    let depth = 1;
    let end = found.index + found[0].length;
    for (; depth > 0 && end < code.length; end += 1) {
      if (code[end] === '{') depth += 1;
      if (code[end] === '}') depth -= 1;
    }
    if (at < end) names.push(found[1]);
  }
  return names;
}

/** @param {string} code @param {number} at */
export const lineAt = (code, at) => code.slice(0, at).split('\n').length;
