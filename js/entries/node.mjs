// Node: the module is read from disk.
import { readFileSync } from 'node:fs';
import { notLoaded } from '../core/module.mjs';
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { keepsTime, nodeFetch } from '../node/fetch.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

function bytes() {
  try {
    // Bundlers and tracers of files know this form, and may take the file along.
    return readFileSync(new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url));
  } catch (error) {
    return besideBundle(error);
  }
}

/* global __dirname */
/** In a bundle the package's folders aren't there. @param {any} error why its own file can't be read */
function besideBundle(error) {
  if (!['ENOENT', 'ENOTDIR', 'ERR_INVALID_URL'].includes(error.code))
    throw notLoaded(undefined, error);
  const name = 'workfront_actions_bg.wasm';
  // Bundlers would look for the file of a literal; and a bundle of CommonJS has no import.meta.url.
  const here = import.meta.url;
  /** @type {string | URL | undefined} */
  let place;
  try {
    place = typeof __dirname === 'string' ? `${__dirname}/${name}` : new URL(name, here);
    return readFileSync(place);
  } catch (missing) {
    throw notLoaded(place, missing);
  }
}

export const { createPlugin, handleEvent, parseEvent, initWasm } = packageOn({
  createInstance,
  matches,
  manifest,
  // At once: other threads would take longer to begin than a module of this size to compile.
  compile: async () => new WebAssembly.Module(bytes()),
  transport: { fetch: nodeFetch, keepsTime },
});
export { WorkfrontError } from '../core/error.mjs';
