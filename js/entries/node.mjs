// Node: the module is read from disk.
import { notLoaded } from '../core/module.mjs';
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { fs } from '../node/builtin.mjs';
import { nodeFetch, supportsTimeout } from '../node/fetch.mjs';
import { withPooledTimeout } from '../node/limit.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

/* global __dirname */
async function bytes() {
  const { readFileSync } = await fs();
  try {
    // Bundlers and file tracers recognize this expression, and may include the file.
    return readFileSync(new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url));
  } catch (/** @type {any} */ error) {
    try {
      // A bundle has no such folders: the file is next to it. A CommonJS bundle has no import.meta.
      return readFileSync(`${import.meta.dirname ?? __dirname}/workfront_actions_bg.wasm`);
    } catch (/** @type {any} */ missing) {
      throw notLoaded(`${error.message}; ${missing.message}`);
    }
  }
}

export const { createPlugin, handleEvent, parseEvent, initWasm } = createPackage({
  createInstance,
  matches,
  manifest,
  // Synchronous: starting another thread takes longer than compiling a module of this size.
  compile: async () => new WebAssembly.Module(await bytes()),
  transport: { fetch: nodeFetch, supportsTimeout, withTimeout: withPooledTimeout },
});
export { WorkfrontError } from '../core/error.mjs';
