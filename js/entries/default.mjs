// Browsers, Deno, Bun and others: the module's file is fetched, or read where it is on this machine.
import { moduleOfAnswer, notLoaded } from '../core/module.mjs';
import { packageOn } from '../core/plugin.mjs';
import manifest from '../generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';

async function compile() {
  /** @type {URL | undefined} */
  let file;
  try {
    // Bundlers know this form, and take the file along. Not before it is needed: in a bundle of CommonJS it throws.
    file = new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);
    return await load(file);
  } catch (error) {
    throw notLoaded(file, error);
  }
}

/** @param {URL} file */
async function load(file) {
  // Neither all runtimes fetch files nor do bundlers let a module of Node's be imported.
  const fs = file.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs');
  return fs ? WebAssembly.compile(fs.readFileSync(file)) : moduleOfAnswer(await fetch(file));
}

export const { createPlugin, handleEvent, parseEvent, initWasm } = packageOn({
  createInstance,
  matches,
  manifest,
  compile,
});
export { WorkfrontError } from '../core/error.mjs';
