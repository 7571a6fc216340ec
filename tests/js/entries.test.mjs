// Each entry as its runtime or bundler loads it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = (name) => join(root, entries[name]);
const wasm = join(root, 'pkg/workfront_actions_bg.wasm');
const options = { domain: 'acme', credentials: { type: 'apiKey', apiKey: 'x' } };

// Like an edge runtime: an import of WebAssembly is a compiled module.
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

/** Bundles a program into one file in a new folder, far from pkg/, and returns its path. */
async function bundled(t, program, { format = 'esm', ...options } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'workfront-actions-'));
  t.after(() => rm(folder, { recursive: true }));
  const outfile = join(folder, format === 'esm' ? 'bundle.mjs' : 'bundle.cjs');
  await build({
    stdin: { contents: program, resolveDir: root },
    outfile,
    bundle: true,
    format,
    external: ['node:*'],
    target: 'node20',
    logLevel: 'error',
    ...options,
  });
  return outfile;
}

const load = async (file) =>
  file.endsWith('.cjs') ? createRequire(file)(file) : import(pathToFileURL(file).href);

test('node, with require', async (t) =>
  works(t, createRequire(import.meta.url)('workfront-actions')));

test('Node loads neither TLS nor zlib before a URL or a response needs them', () => {
  const loaded = `await import(${JSON.stringify(pathToFileURL(entry('node')).href)});
console.log(process.moduleLoadList.filter((one) => /NativeModule (tls|zlib|http|https)$/.test(one)).join());`;
  const args = ['--input-type=module', '--eval', loaded];
  assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim(), '');
});

/** Uses an entry as users do. */
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

const all = (name) => `export * from ${JSON.stringify(entry(name))};`;

for (const name of ['workerd', 'edge-light']) {
  test(`${name}, bundled`, async (t) => {
    await works(t, await load(await bundled(t, all(name), { plugins: [compiledModules] })));
  });
}

for (const name of ['node', 'node, from its sources']) {
  for (const format of ['esm', 'cjs']) {
    test(`${name}, bundled as ${format}: the file is loaded from next to it, each time`, async (t) => {
      // No published file imports a library that needs Node's modules by their old names.
      const platform = name === 'node' ? 'browser' : 'node';
      const file = await bundled(t, all(name), { format, platform, logLevel: 'silent' });
      const bundle = await load(file);
      const place = join(dirname(file), 'workfront_actions_bg.wasm');
      await assert.rejects(bundle.createPlugin(options), (error) => saysWhatToDo(error, place));
      await assert.rejects(bundle.parseEvent({}, {}), (error) => saysWhatToDo(error, place));
      await copyFile(wasm, place);
      await works(t, bundle);
    });
  }
}

test('default, bundled without its file, names the expected address', async (t) => {
  const file = await bundled(t, all('default'));
  const place = new URL('../../pkg/workfront_actions_bg.wasm', pathToFileURL(file)).href;
  const { createPlugin } = await load(file);
  await assert.rejects(createPlugin(options), (error) => saysWhatToDo(error, place));
});

test('default, bundled as CommonJS, where it has no URL', async (t) => {
  const file = await bundled(t, all('default'), { format: 'cjs', logLevel: 'silent' });
  const bundle = await load(file);
  await assert.rejects(bundle.createPlugin(options), (error) => saysWhatToDo(error, 'no URL'));
  await bundle.initWasm(readFile(wasm));
  await works(t, bundle);
});

// As in the README.
const handsOver = `import { initWasm } from 'workfront-actions';
import wasm from 'workfront-actions/module.wasm';
export * from 'workfront-actions';
export const ready = initWasm(wasm);`;

for (const platform of ['node', 'browser', 'neutral']) {
  for (const format of ['esm', 'cjs']) {
    test(`passed by a bundle as ${format} for ${platform}, with no file next to it`, async (t) => {
      const loader = { '.wasm': 'binary' };
      const file = await bundled(t, handsOver, { format, platform, loader, logLevel: 'silent' });
      const bundle = await load(file);
      await bundle.ready;
      await works(t, bundle);
    });
  }
}

test('a file of another build is refused', async (t) => {
  const file = await bundled(t, all('node'), { logLevel: 'silent' });
  const { createPlugin, initWasm } = await load(file);
  const old = await readFile(wasm);
  // The id is at its end.
  old[old.length - 1] ^= 1;
  await writeFile(join(dirname(file), 'workfront_actions_bg.wasm'), old);
  const refused = { kind: 'internal', message: /another version/, hint: /module\.wasm/ };
  await assert.rejects(createPlugin(options), refused);
  await assert.rejects(initWasm(old), refused);
});

function saysWhatToDo(error, place) {
  assert.equal(error.name, 'WorkfrontError');
  assert.equal(error.kind, 'internal');
  assert.ok(`${error.message} ${error.hint}`.includes(place), error.message);
  assert.match(error.hint, /await initWasm\(wasm\)/);
  return true;
}

test('the schemas of mappings and plans can be found and read', async () => {
  const require = createRequire(import.meta.url);
  for (const name of ['mapping', 'plan']) {
    const text = await readFile(require.resolve(`workfront-actions/${name}.schema.json`), 'utf8');
    assert.ok(text.split('\n').length > 100, name);
    assert.ok(require(`workfront-actions/${name}.schema.json`).$schema, name);
  }
});
