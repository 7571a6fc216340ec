// Builds the package for `import` on Node: all modules of its entry as one file, because reading twenty files takes longer
// than running them. The routes through a proxy are a second file, which is loaded only if there is a proxy.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledNames, licensesOf } from './bundled-licenses.mjs';
import { compact } from './compact.mjs';
import { hashOf } from './hash.mjs';
import { inRoot, pkg } from './paths.mjs';
import { Problem } from './problem.mjs';
import { isFresh, writeStamp } from './stamp.mjs';

// At the same depth as the sources, so that relative paths to pkg/ stay valid.
const folder = join(pkg, 'node');

/** Libraries in the proxy's file, which includes their licenses. */
export const bundled = ['hpagent', 'ipaddr.js'];

/** Builds pkg/node if an input changed. */
export async function buildNodeBundle() {
  const own = ['scripts/lib/node-bundle.mjs', 'scripts/lib/compact.mjs'];
  const inputs = hashOf([
    'js',
    'package-lock.json',
    ...own,
    'pkg/instance.mjs',
    'pkg/plans/instance.mjs',
  ]);
  if (isFresh('node', inputs)) return;
  // Imported late: it is missing until the development packages are installed.
  const { build } = await import('esbuild');
  const shared = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    ...compact,
    format: 'esm',
    write: false,
  };
  const entry = await build({
    ...shared,
    entryPoints: [inRoot('js/entries/node.mjs')],
    plugins: [proxyFile('./proxy.mjs'), plansFile],
  });
  const proxy = await build({
    ...shared,
    entryPoints: [inRoot('js/node/proxy.mjs')],
    plugins: [builtinImports],
    banner: { js: licensesOf(bundled) },
    metafile: true,
  });
  checkBundled(proxy.metafile);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [
    ['index.mjs', entry],
    ['proxy.mjs', proxy],
  ].map(([name, { outputFiles }]) => {
    const file = join(folder, name);
    writeFileSync(file, outputFiles[0].contents);
    return file;
  });
  writeStamp('node', inputs, files);
}

/**
 * For esbuild: keeps js/node/proxy.mjs a separate file, imported from `path`.
 * @param {string} path
 * @returns {import('esbuild').Plugin}
 */
export const proxyFile = (path) => ({
  name: 'proxy-file',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/proxy\.mjs$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path, external: true },
    ),
});

/**
 * For esbuild: keeps the glue of the second module a separate file, which is loaded with that module.
 * @type {import('esbuild').Plugin}
 */
export const plansFile = {
  name: 'plans-file',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/plans\/instance\.mjs$/ }, () => ({
      path: '../plans/instance.mjs',
      external: true,
    })),
};

/** For esbuild: turns what CommonJS libraries require of Node into imports, as ES modules have no `require`. */
const builtinImports = {
  name: 'builtin-imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(https?|url)$/ }, ({ path }) => ({ path, namespace: 'builtin' }));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `export * from 'node:${path}';`,
    }));
  },
};

/** @param {import('esbuild').Metafile} metafile */
function checkBundled(metafile) {
  const missing = bundledNames(metafile).find((name) => !bundled.includes(name));
  if (missing)
    throw new Problem(`${missing} is bundled without its license: add it to \`bundled\`.`);
}
