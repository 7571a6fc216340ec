// The package of the module for tests, which can break down on purpose, with a view of its instances.
import { readFile } from 'node:fs/promises';
import { createPackage } from '../../js/core/plugin.mjs';
import manifest from '../../js/generated/manifest.mjs';
import { nodeFetch, supportsTimeout } from '../../js/node/fetch.mjs';
import { withPooledTimeout } from '../../js/node/limit.mjs';
import { createInstance, matches } from '../../target/wasm-test/instance.mjs';

const file = new URL('../../target/wasm-test/workfront_actions_bg.wasm', import.meta.url);
const pageBytes = 65_536;

/** The package as Node's entry makes it, and `memory` of its WebAssembly. */
export function loadPackage() {
  /** @type {WeakRef<WebAssembly.Memory>[]} Of each instance, the newest last. */
  const memories = [];
  const { createPlugin } = createPackage({
    manifest,
    matches,
    compile: async () => new WebAssembly.Module(await readFile(file)),
    createInstance(...args) {
      const { result, memory } = observed(() => createInstance(...args));
      memories.push(new WeakRef(memory));
      return result;
    },
    transport: { fetch: nodeFetch, supportsTimeout, withTimeout: withPooledTimeout },
  });
  return {
    createPlugin,
    memory: {
      /** The number of instances so far. */
      instances: () => memories.length,
      /** The number of instances whose memory wasn't collected. */
      alive: () => memories.filter((memory) => memory.deref()).length,
      /** The size of the newest instance. */
      pages: () => (memories.at(-1)?.deref()?.buffer.byteLength ?? 0) / pageBytes,
    },
  };
}

/** Calls `create`, which makes one instance, and returns that instance's memory too. */
function observed(create) {
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = function (...args) {
    const instance = new Instance(...args);
    ({ memory } = instance.exports);
    return instance;
  };
  try {
    return { result: create(), memory };
  } finally {
    WebAssembly.Instance = Instance;
  }
}
