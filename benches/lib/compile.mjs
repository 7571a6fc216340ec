// Measures the time from a module's bytes to an instance.
import { readFileSync } from 'node:fs';
import { createInstance } from '../../pkg/instance.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { alternate } from './measure.mjs';

const empty = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

let count = 1_000;
/** The module with a new custom section: engines cache compiled modules. */
const uncached = (bytes) =>
  Buffer.concat([bytes, Buffer.from([0, 5, 4]), Buffer.from(String((count += 1)))]);

/** Milliseconds, as medians. */
export async function compileTimes(rounds) {
  const wasm = readFileSync(inRoot('pkg', 'workfront_actions_bg.wasm'));
  const { own, nothing } = await alternate(
    {
      own: async () => createInstance(await WebAssembly.compile(uncached(wasm))),
      nothing: async () => new WebAssembly.Instance(await WebAssembly.compile(uncached(empty))),
    },
    rounds,
  );
  return { own: own.wall, empty: nothing.wall };
}
