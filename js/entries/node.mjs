// Node: the module is read from disk.
import { notLoaded } from '../core/module.mjs';
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { fs } from '../node/builtin.mjs';
import { nodeFetch, supportsTimeout } from '../node/fetch.mjs';
import { withPooledTimeout } from '../node/limit.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

/* global __dirname */
async function bytes() {
  const { readFileSync } = await fs();
  try {
    // Bundlers and tracers of files know this form, and may take the file along.
    return readFileSync(new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url));
  } catch (/** @type {any} */ error) {
    try {
      // Beside a bundle, which has no such folders, and one of CommonJS no import.meta.
      return readFileSync(`${import.meta.dirname ?? __dirname}/workfront_actions_bg.wasm`);
    } catch (/** @type {any} */ missing) {
      throw notLoaded(`${error.message}; ${missing.message}`);
    }
  }
}

export const { createPlugin, handleEvent, parseEvent, initWasm } = packageOn({
  createInstance,
  matches,
  manifest,
  // At once: other threads would take longer to begin than a module of this size to compile.
  compile: async () => new WebAssembly.Module(await bytes()),
  transport: { fetch: nodeFetch, supportsTimeout, limited: withPooledTimeout },
});
export { WorkfrontError } from '../core/error.mjs';
