// Measures a cold start of Cloudflare's workerd, with one request.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { program } from './child.mjs';
import { alternately } from './measure.mjs';

/** Wall times in milliseconds, or undefined if workerd isn't installed. */
export async function coldWorkers(tenant, rounds) {
  const Miniflare = await installed();
  if (Miniflare === undefined) return undefined;
  const own = [
    script(await bundled('cold-worker.mjs')),
    ...['workfront_actions_bg.wasm', 'plans/workfront_actions_plans_bg.wasm'].map((path) => ({
      type: 'CompiledWasm',
      path: basename(path),
      contents: readFileSync(inRoot('pkg', path)),
    })),
  ];
  const hand = [script(await bundled('hand-worker.mjs'))];
  const empty = [script('export default { fetch: () => new Response() };')];
  const cold = (modules) => async () => ({ ms: await firstResponse(Miniflare, modules, tenant) });
  // The first start reads the program from the disk.
  await cold(empty)();
  return alternately({ ours: cold(own), hand: cold(hand), empty: cold(empty) }, rounds);
}

async function installed() {
  try {
    const { resolve } = createRequire(inRoot('tests', 'hosts', 'package.json'));
    const { Miniflare } = await import(pathToFileURL(resolve('miniflare')));
    return Miniflare;
  } catch {
    return undefined;
  }
}

const script = (contents) => ({ type: 'ESModule', path: 'worker.mjs', contents });

async function bundled(name) {
  const { outputFiles } = await build({
    entryPoints: [program(name)],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    alias: { 'workfront-actions': inRoot('js', 'entries', 'workerd.mjs') },
    plugins: [
      {
        name: 'wasm',
        setup: ({ onResolve }) =>
          onResolve({ filter: /\.wasm$/ }, ({ path }) => ({
            path: `./${basename(path)}`,
            external: true,
          })),
      },
    ],
  });
  return outputFiles[0].text;
}

async function firstResponse(Miniflare, modules, { url, apiKey }) {
  const began = performance.now();
  const worker = new Miniflare({ cf: false, compatibilityDate: '2026-04-01', modules });
  try {
    const query = new URLSearchParams({ url, apiKey });
    const response = await worker.dispatchFetch(`http://worker/?${query}`);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return performance.now() - began;
  } finally {
    await worker.dispose();
  }
}
