// Cloudflare's workerd and Vercel's edge runtime: bundled as their users do, and as strict as the real ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { EdgeRuntime } from 'edge-runtime';
import { build } from 'esbuild';
import { createTeam } from '../lib/access-team.mjs';
import { expectedApprovals, playApprovals, variables } from '../lib/approvals.mjs';
import { serve as serveHandler } from '../js/lib/servers.mjs';
import { examplesInPlace, inHosts, missing, same, serve } from './lib/host.mjs';

/** Bundles a worker for a runtime; the WebAssembly stays an import. */
async function bundled(file, condition, plugins) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    conditions: [condition],
    write: false,
    plugins,
  });
  return outputFiles[0].text;
}

const wasmFile = inHosts('node_modules/workfront-actions/pkg/workfront_actions_bg.wasm');
const plansFile = inHosts(
  'node_modules/workfront-actions/pkg/plans/workfront_actions_plans_bg.wasm',
);

// Its binary doesn't exist for every machine.
const workerd = await import('miniflare').catch(() => undefined);

const program = (name) => inHosts(`programs/${name}`);

/** Starts a worker that ends with the test. `options` are Miniflare's. */
async function startWorker(t, file, options) {
  const { Miniflare } = workerd;
  const keep = {
    name: 'wasm',
    setup: ({ onResolve }) =>
      onResolve({ filter: /\.wasm$/ }, ({ path }) => ({
        path: `./${basename(path)}`,
        external: true,
      })),
  };
  const worker = new Miniflare({
    cf: false,
    compatibilityDate: '2026-04-01',
    modules: [
      { type: 'ESModule', path: 'worker.mjs', contents: await bundled(file, 'workerd', [keep]) },
      { type: 'CompiledWasm', path: 'workfront_actions_bg.wasm', contents: readFileSync(wasmFile) },
      {
        type: 'CompiledWasm',
        path: 'workfront_actions_plans_bg.wasm',
        contents: readFileSync(plansFile),
      },
    ],
    ...options,
  });
  t.after(() => worker.dispose());
  return worker;
}

test('workerd', { skip: missing('workerd', workerd) }, async (t) => {
  const { url, apiKey } = await serve(t);
  const worker = await startWorker(t, program('worker.mjs'));
  const query = new URLSearchParams({ url, apiKey });
  const response = await worker.dispatchFetch(`http://worker/?${query}`);
  same(await response.json());
});

const many = 'workerd: concurrent requests share no state';
test(many, { skip: missing('workerd', workerd) }, async (t) => {
  // Slow, so that the requests overlap; the tenant accepts all of them at once.
  const { url, apiKey } = await serve(t, { latencyMs: 10, maxConcurrent: 100 });
  const worker = await startWorker(t, program('counting-worker.mjs'));
  const query = new URLSearchParams({ url, apiKey });
  const counts = async () => (await worker.dispatchFetch(`http://worker/?${query}`)).text();
  const [first] = [await counts(), await counts()];
  assert.match(first, /^\[(\d+),\1,\1\]$/);
  const all = await Promise.all(Array.from({ length: 12 }, counts));
  assert.deepEqual(new Set(all), new Set([first]));
});

const approved = 'workerd: the example with approvals, with D1';
test(approved, { skip: missing('workerd', workerd) }, async (t) => {
  const { url, apiKey } = await serve(t);
  const team = await createTeam(t, serveHandler);
  const worker = await startWorker(t, `${examplesInPlace()}/approval-worker.mjs`, {
    bindings: variables({ url, apiKey, team: team.url }),
    d1Databases: ['DB'],
  });
  const database = await worker.getD1Database('DB');
  await database.exec('CREATE TABLE approvals (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
  const send = (path, init) => worker.dispatchFetch(`http://worker${path}`, init);
  const [robin, alex] = await Promise.all(
    ['robin', 'alex'].map((name) => team.tokenOf({ email: `${name}@example.com` })),
  );
  assert.deepEqual(await playApprovals(send, { robin, alex, ID: 'ann' }), expectedApprovals);
});

test('edge-runtime, which compiles neither strings nor WebAssembly', async (t) => {
  const { url, apiKey } = await serve(t);
  const wasmPlugin = {
    name: 'wasm',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({
        path: path.includes('plans') ? 'plansModule' : 'pluginModule',
        namespace: 'wasm',
      }));
      onLoad({ filter: /.*/, namespace: 'wasm' }, ({ path }) => ({
        contents: `export default globalThis.${path};`,
      }));
    },
  };
  const code = (await bundled(program('worker.mjs'), 'edge-light', [wasmPlugin])).replace(
    /export\s*\{\s*(\w+) as default\s*\};?/,
    "addEventListener('fetch', (event) => event.respondWith($1.fetch(event.request)));",
  );
  const pluginModule = await WebAssembly.compile(readFileSync(wasmFile));
  const plansModule = await WebAssembly.compile(readFileSync(plansFile));
  const runtime = new EdgeRuntime({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { pluginModule, plansModule }),
    initialCode: code,
  });
  const query = new URLSearchParams({ url, apiKey });
  const response = await runtime.dispatchFetch(`http://edge/?${query}`);
  same(await response.json());
});
