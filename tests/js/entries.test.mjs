// Each entry as its runtime or bundler gets it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { record } from './lib/recorder.mjs';

const entries = {
  node: 'pkg/node/index.mjs',
  'node, from its sources': 'js/entries/node.mjs',
  default: 'js/entries/default.mjs',
  workerd: 'js/entries/workerd.mjs',
  'edge-light': 'js/entries/edge-light.mjs',
};
const entry = (name) => fileURLToPath(new URL(`../../${entries[name]}`, import.meta.url));

// What an edge runtime makes of an import of WebAssembly: a compiled module.
const compiledModules = {
  name: 'compiled-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm(\?module)?$/ }, ({ path, importer }) => ({
      path: join(dirname(importer), path.replace('?module', '')),
      namespace: 'wasm',
    }));
    onLoad({ filter: /.*/, namespace: 'wasm' }, ({ path }) => ({
      contents: `import { readFileSync } from 'node:fs';
export default new WebAssembly.Module(readFileSync(${JSON.stringify(path)}));`,
    }));
  },
};

/** Bundles an entry into one file in a folder of its own, far from pkg/, and imports it. */
async function bundled(t, name) {
  const folder = await mkdtemp(join(tmpdir(), 'workfront-actions-'));
  t.after(() => rm(folder, { recursive: true }));
  const { outputFiles } = await build({
    entryPoints: [entry(name)],
    bundle: true,
    format: 'esm',
    write: false,
    external: ['node:*'],
    plugins: [compiledModules],
  });
  const file = join(folder, 'bundle.mjs');
  await writeFile(file, outputFiles[0].contents);
  return import(pathToFileURL(file).href);
}

test('node, required', async (t) => works(t, createRequire(import.meta.url)('workfront-actions')));

test('Node loads neither TLS nor zlib before a URL or an answer needs them', () => {
  const loaded = `await import(${JSON.stringify(pathToFileURL(entry('node')).href)});
console.log(process.moduleLoadList.filter((one) => /NativeModule (tls|zlib|http|https)$/.test(one)).join());`;
  const args = ['--input-type=module', '--eval', loaded];
  assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim(), '');
});

/** Uses an entry the way users do. */
async function works(t, { createPlugin, WorkfrontError }) {
  const { url } = await record(t, ({ path }) =>
    path.endsWith('/a')
      ? { body: { data: { ID: 'a' } } }
      : { status: 404, body: { error: { message: 'not found' } } },
  );
  const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey: 'x' } });
  assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
  await assert.rejects(wf.get({ ID: 'b' }), (error) => error instanceof WorkfrontError);
}

for (const name of ['node', 'node, from its sources', 'default']) {
  test(`${name}, as it is`, async (t) => works(t, await import(entry(name))));
}

for (const name of Object.keys(entries)) {
  test(`${name}, bundled`, async (t) => works(t, await bundled(t, name)));
}
