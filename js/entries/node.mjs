// Node: the module is read from disk.
import { readFileSync } from 'node:fs';
import { notLoaded } from '../core/module.mjs';
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { keepsTime, nodeFetch } from '../node/fetch.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

const places = [
  // Bundlers and tracers of files know this form, and may take the file along.
  () => new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url),
  besideBundle,
];

/** The package's own folders aren't there in a bundle. One of CommonJS has no import.meta.url. */
/* global __dirname */
function besideBundle() {
  const name = 'workfront_actions_bg.wasm';
  return typeof __dirname === 'string' ? `${__dirname}/${name}` : new URL(name, import.meta.url);
}

function bytes() {
  /** @type {string | URL | undefined} */
  let place;
  /** @type {unknown} */
  let problem;
  for (const find of places) {
    try {
      place = find();
      return readFileSync(place);
    } catch (/** @type {any} */ error) {
      problem = error;
      // It's there, and the host forbids to read it.
      if (!['ENOENT', 'ENOTDIR', 'ERR_INVALID_URL'].includes(error.code)) break;
    }
  }
  throw notLoaded(place, problem);
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
