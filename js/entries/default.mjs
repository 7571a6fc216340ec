// Browsers, Deno, Bun and others: the module's file is fetched, or read if it is a local file.
import { reasonOf } from '../core/reason.mjs';
import { compiled, notLoaded } from '../core/module.mjs';
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

/** @param {() => URL} find @param {'plans'} [name] */
async function compile(find, name) {
  /** @type {URL | string} */
  let file = 'the bundle has no URL';
  try {
    file = find();
    return await load(file);
  } catch (error) {
    throw notLoaded(`${file}: ${reasonOf(error)}`, name);
  }
}

// Bundlers recognize these expressions and include the files. Evaluated late, because they throw in a CommonJS bundle.
const module = () => new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);
const plansModule = () =>
  new URL('../../pkg/plans/workfront_actions_plans_bg.wasm', import.meta.url);

/** @param {URL} file */
async function load(file) {
  // Node can't fetch files. Deno can, and loading its node:fs would take longer than everything else.
  const isLocal = file.protocol === 'file:' && !('Deno' in globalThis);
  const fs = isLocal && globalThis.process?.getBuiltinModule?.('node:fs');
  if (fs) return compiled(fs.readFileSync(file));
  const response = await fetch(file);
  const type = response.headers.get('content-type');
  // Compiles while it downloads; engines require this content type.
  if (type === 'application/wasm') return WebAssembly.compileStreaming(response);
  // Servers of single-page applications respond like this to a missing file.
  if (response.ok && type?.startsWith('text/html')) throw new Error('the response is an HTML page');
  return compiled(response);
}

export const { createPlugin, handleEvent, parseEvent, initWasm } = createPackage({
  createInstance,
  matches,
  manifest,
  compile: () => compile(module),
  plans: {
    glue: () => import('../../pkg/plans/instance.mjs'),
    compile: () => compile(plansModule, 'plans'),
  },
});
export { WorkfrontError } from '../core/error.mjs';
