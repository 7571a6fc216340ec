// Browsers, Deno, Bun and others: the module's file is fetched, or read where it is on this machine.
import { reasonOf } from '../core/reason.mjs';
import { compiled, notLoaded } from '../core/module.mjs';
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

async function compile() {
  /** @type {URL | string} */
  let file = 'the bundle has no address';
  try {
    // Bundlers know this form, and take the file along. Not before it is needed: in a bundle of CommonJS it throws.
    file = new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);
    return await load(file);
  } catch (error) {
    throw notLoaded(`${file}: ${reasonOf(error)}`);
  }
}

/** @param {URL} file */
async function load(file) {
  // Node fetches no files; in Deno its modules would take longer to load than all the rest.
  const isLocal = file.protocol === 'file:' && !('Deno' in globalThis);
  const fs = isLocal && globalThis.process?.getBuiltinModule?.('node:fs');
  if (fs) return compiled(fs.readFileSync(file));
  const answer = await fetch(file);
  const type = answer.headers.get('content-type');
  // While it arrives; of any other type engines refuse to.
  if (type === 'application/wasm') return WebAssembly.compileStreaming(answer);
  // What servers of single pages give for any file that isn't there.
  if (answer.ok && type?.startsWith('text/html')) throw new Error('the answer is a page of HTML');
  return compiled(answer);
}

export const { createPlugin, handleEvent, parseEvent, initWasm } = packageOn({
  createInstance,
  matches,
  manifest,
  compile,
});
export { WorkfrontError } from '../core/error.mjs';
