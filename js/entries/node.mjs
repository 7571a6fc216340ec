// Node: the module is read from disk.
import { notLoaded } from '../core/module.mjs';
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { fs } from '../node/builtin.mjs';
import { nodeFetch, supportsTimeout } from '../node/fetch.mjs';
import { withPooledTimeout } from '../node/limit.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

/* global __dirname */
/**
 * Synchronous but for loading Node's modules: starting another thread takes longer than compiling a module of this size.
 * @param {() => URL} find
 * @param {string} name the file's, next to a bundle
 * @param {'plans'} [which]
 */
async function compile(find, name, which) {
  const { readFileSync } = await fs();
  try {
    return new WebAssembly.Module(readFileSync(find()));
  } catch (/** @type {any} */ error) {
    try {
      // A bundle has no such folders: the file is next to it. A CommonJS bundle has no import.meta.
      return new WebAssembly.Module(readFileSync(`${import.meta.dirname ?? __dirname}/${name}`));
    } catch (/** @type {any} */ missing) {
      // In a bundle, the first place is outside of the project: only the second one helps.
      const first = error.code === 'ENOENT' ? '' : `${error.message}; `;
      throw notLoaded(`${first}${missing.message}`, which);
    }
  }
}

// Bundlers and file tracers recognize these expressions, and may include the files.
const module = () => new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);
const plansModule = () =>
  new URL('../../pkg/plans/workfront_actions_plans_bg.wasm', import.meta.url);

export const { createPlugin, handleEvent, parseEvent, initWasm } = createPackage({
  createInstance,
  matches,
  manifest,
  compile: () => compile(module, 'workfront_actions_bg.wasm'),
  plans: {
    glue: () => import('../../pkg/plans/instance.mjs'),
    compile: () => compile(plansModule, 'workfront_actions_plans_bg.wasm', 'plans'),
  },
  transport: { fetch: nodeFetch, supportsTimeout, withTimeout: withPooledTimeout },
});
export { WorkfrontError } from '../core/error.mjs';
