// Browsers, Deno, Bun and others: the module's file is fetched, or read if it is a local file.
import { reasonOf } from '../core/reason.mjs';
import { compiled, notLoaded } from '../core/module.mjs';
import { createPackage } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

async function compile() {
  /** @type {URL | string} */
  let file = 'the bundle has no URL';
  try {
    // Bundlers recognize this expression and include the file. Evaluated late, because it throws in a CommonJS bundle.
    file = new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);
    return await load(file);
  } catch (error) {
    throw notLoaded(`${file}: ${reasonOf(error)}`);
  }
}

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
  compile,
});
export { WorkfrontError } from '../core/error.mjs';
