// Cloudflare's workerd and Vercel's edge runtime: bundled as their users do, and as strict as the real ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EdgeRuntime } from 'edge-runtime';
import { build } from 'esbuild';
import { inHosts, missing, same, serve } from './lib/host.mjs';

/** Bundles a worker for a runtime; the WebAssembly stays an import. */
async function bundled(program, condition, plugins) {
  const { outputFiles } = await build({
    entryPoints: [inHosts(`programs/${program}`)],
    bundle: true,
    format: 'esm',
    conditions: [condition],
    write: false,
    plugins,
  });
  return outputFiles[0].text;
}

const wasmFile = inHosts('node_modules/workfront-actions/pkg/workfront_actions_bg.wasm');

// Its binary doesn't exist for every machine.
const workerd = await import('miniflare').catch(() => undefined);

/** Starts a worker that ends with the test. */
async function startWorker(t, program) {
  const { Miniflare } = workerd;
  const keep = {
    name: 'wasm',
    setup: ({ onResolve }) =>
      onResolve({ filter: /\.wasm$/ }, () => ({ path: './plugin.wasm', external: true })),
  };
  const worker = new Miniflare({
    cf: false,
    compatibilityDate: '2026-04-01',
    modules: [
      { type: 'ESModule', path: 'worker.mjs', contents: await bundled(program, 'workerd', [keep]) },
      { type: 'CompiledWasm', path: 'plugin.wasm', contents: readFileSync(wasmFile) },
    ],
  });
  t.after(() => worker.dispose());
  return worker;
}

test('workerd', { skip: missing('workerd', workerd) }, async (t) => {
  const { url, apiKey } = await serve(t);
  const worker = await startWorker(t, 'worker.mjs');
  const query = new URLSearchParams({ url, apiKey });
  const response = await worker.dispatchFetch(`http://worker/?${query}`);
  same(await response.json());
});

const many = 'workerd: concurrent requests share no state';
test(many, { skip: missing('workerd', workerd) }, async (t) => {
  // Slow, so that the requests overlap; the tenant accepts all of them at once.
  const { url, apiKey } = await serve(t, { latencyMs: 10, maxConcurrent: 100 });
  const worker = await startWorker(t, 'counting-worker.mjs');
  const query = new URLSearchParams({ url, apiKey });
  const counts = async () => (await worker.dispatchFetch(`http://worker/?${query}`)).text();
  const [first] = [await counts(), await counts()];
  assert.match(first, /^\[(\d+),\1,\1\]$/);
  const all = await Promise.all(Array.from({ length: 12 }, counts));
  assert.deepEqual(new Set(all), new Set([first]));
});

test('edge-runtime, which compiles neither strings nor WebAssembly', async (t) => {
  const { url, apiKey } = await serve(t);
  const wasmPlugin = {
    name: 'wasm',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.wasm\?module$/ }, () => ({ path: 'plugin', namespace: 'wasm' }));
      onLoad({ filter: /.*/, namespace: 'wasm' }, () => ({
        contents: 'export default globalThis.pluginModule;',
      }));
    },
  };
  const code = (await bundled('worker.mjs', 'edge-light', [wasmPlugin])).replace(
    /export\s*\{\s*(\w+) as default\s*\};?/,
    "addEventListener('fetch', (event) => event.respondWith($1.fetch(event.request)));",
  );
  const pluginModule = await WebAssembly.compile(readFileSync(wasmFile));
  const runtime = new EdgeRuntime({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { pluginModule }),
    initialCode: code,
  });
  const query = new URLSearchParams({ url, apiKey });
  const response = await runtime.dispatchFetch(`http://edge/?${query}`);
  same(await response.json());
});
