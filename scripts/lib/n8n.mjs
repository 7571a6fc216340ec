// Builds the package for n8n: each node is one file that contains the WebAssembly, as n8n requires.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

const folder = inRoot('adapters', 'n8n');
const entries = [
  'credentials/WorkfrontApi.credentials',
  'nodes/Workfront/Workfront.node',
  'nodes/WorkfrontTrigger/WorkfrontTrigger.node',
  'nodes/WorkfrontPollingTrigger/WorkfrontPollingTrigger.node',
];

/** Writes adapters/n8n/dist, or `dist`. For tests, `manifest` and `plugin` are modules that replace the package's. */
export async function buildN8n({ dist = join(folder, 'dist'), manifest, plugin } = {}) {
  const { build } = await import('esbuild');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const replaceModules = {
    name: 'replace-modules',
    setup({ onResolve }) {
      if (manifest) onResolve({ filter: /full-manifest\.mjs$/ }, () => ({ path: manifest }));
      if (plugin) onResolve({ filter: /entries\/default\.mjs$/ }, () => ({ path: plugin }));
    },
  };
  await build({
    entryPoints: entries.map((entry) => join(folder, `${entry}.ts`)),
    outdir: dist,
    outbase: folder,
    bundle: true,
    minify: true,
    keepNames: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['n8n-workflow'],
    loader: { '.wasm': 'binary' },
    plugins: [replaceModules],
  });
  for (const entry of entries) {
    const directory = dirname(entry);
    for (const icon of ['workfront.light.svg', 'workfront.dark.svg']) {
      cpSync(join(folder, directory, icon), join(dist, directory, icon));
    }
  }
}
