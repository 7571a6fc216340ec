// Builds the package for `require`: the same modules as CommonJS, and their types.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compact } from './compact.mjs';
import { hashOf } from './hash.mjs';
import { plansFile, proxyFile } from './node-bundle.mjs';
import { cjsName, entries } from './package-exports.mjs';
import { inRoot, pkg } from './paths.mjs';
import { isFresh, writeStamp } from './stamp.mjs';

// At the same depth as the sources, so that relative paths to pkg/ stay valid.
const folder = join(pkg, 'cjs');

// Each entry's source, by the name of its build.
const sources = {
  index: 'js/entries/node.mjs',
  ...Object.fromEntries(entries.map(({ name, source }) => [cjsName(name), source])),
};

// `require('workfront-actions/manifest')` returns the JSON.
const { manifest: _, ...bundles } = sources;

// Not bundled: the package's entries, which require each other, and the peer dependencies.
const { peerDependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const external = [
  ...['workfront-actions', 'workfront-actions/manifest'],
  ...Object.keys(peerDependencies).flatMap((name) => [name, `${name}/*`]),
];

// CommonJS can't import the types of an ES module, so they are copied; the types in js/types/ serve both.
const types = Object.fromEntries(
  entries.map(({ name, types: source }) => [`${cjsName(name)}.d.cts`, source]),
);

/** Builds pkg/cjs if an input changed. */
export async function buildCjs() {
  const inputs = hashOf([
    ...['js', ...entries.map(({ source }) => dirname(source))],
    ...['manifest.json', 'manifest.schema.json'],
    ...['package.json', 'package-lock.json'],
    'scripts/lib/cjs.mjs',
    'scripts/lib/package-exports.mjs',
    'scripts/lib/node-bundle.mjs',
    'scripts/lib/compact.mjs',
    'pkg/instance.mjs',
    'pkg/csv/libraries.mjs',
  ]);
  if (isFresh('cjs', inputs)) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [];
  const write = (name, text) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    files.push(file);
  };
  for (const [name, entry] of Object.entries(bundles)) {
    write(
      `${name}.cjs`,
      await bundled(entry, name === 'index' ? `${moduleUrl}\n${traced}` : moduleUrl),
    );
  }
  // Published without white space.
  for (const name of ['manifest.json', 'manifest.schema.json']) {
    write(name, JSON.stringify(JSON.parse(readFileSync(inRoot(name), 'utf8'))));
  }
  write('manifest.cjs', "module.exports = require('./manifest.json');\n");
  for (const [name, source] of Object.entries(types)) {
    const text = withCjsPaths(readFileSync(inRoot(source), 'utf8'), dirname(source));
    write(name, text.includes('\nexport default ') ? withExportEquals(text) : text);
  }
  writeStamp('cjs', inputs, files);
}

const moduleUrl = `const moduleUrl = require('node:url').pathToFileURL(__filename).href;`;
// Unused: they make file tracers include the WebAssembly.
const traced = [
  'const wasmFile = `${__dirname}/../workfront_actions_bg.wasm`;',
  'const plansFile = `${__dirname}/../plans/workfront_actions_plans_bg.wasm`;',
].join('\n');

async function bundled(entry, banner) {
  // Imported late: it is missing until the development packages are installed.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [inRoot(entry)],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    ...compact,
    write: false,
    external,
    plugins: [proxyFile('../node/proxy.mjs'), plansFile, otherEntries],
    define: { 'import.meta.url': 'moduleUrl', 'import.meta.dirname': '__dirname' },
    banner: { js: banner },
  });
  return outputFiles[0].text;
}

const otherEntries = {
  name: 'other-entries',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const source = join(resolveDir, path);
      const name = Object.keys(bundles).find((one) => inRoot(bundles[one]) === source);
      return name && { path: `./${name}.cjs`, external: true };
    }),
};

/** A default export becomes all of the CommonJS module; its types move into a namespace of that name. */
function withExportEquals(text) {
  const [, imports, body, name, type] =
    /^(import .*?;\n)?(.*)declare const (\w+): (\w+);\nexport default \3;\n$/s.exec(text);
  return `${imports}declare namespace ${name} {\n${body}}
declare const ${name}: ${name}.${type};
export = ${name};
`;
}

function withCjsPaths(text, from) {
  return text.replace(/'(\.{1,2}\/[^']+\.d\.[cm]?ts)'/g, (_, path) => {
    const source = join(from, path).replaceAll('\\', '/');
    if (source === 'js/index.d.ts') return `'../../js/types/index.d.cts'`;
    const name = Object.keys(types).find((one) => types[one] === source);
    return name ? `'./${name}'` : `'../../${source}'`;
  });
}
