// The compiled WebAssembly module of what a host or a server gives, and the error where it gives none.
import { invalid, WorkfrontError } from './error.mjs';
import { reasonOf } from './reason.mjs';

/** @typedef {import('../index.d.ts').WasmSource} WasmSource */

/**
 * The module that a host hands over.
 * @param {WasmSource | PromiseLike<WasmSource>} source
 */
export const moduleOf = async (source) => {
  try {
    return await compiled(await source);
  } catch (error) {
    throw invalid(
      'source',
      `must be a WebAssembly.Module, its bytes or a Response: ${reasonOf(error)}`,
    );
  }
};

/**
 * All is known by its shape: it may come from another realm.
 * @param {any} given
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compiled(given) {
  const tag = Object.prototype.toString.call(given);
  if (tag === '[object WebAssembly.Module]') return given;
  // As import() gives it.
  if (tag === '[object Module]') return compiled(given.default);
  if (given?.ok === false) throw new Error(`status ${given.status}`);
  // This refuses what is no bytes either.
  return WebAssembly.compile(given?.arrayBuffer ? await given.arrayBuffer() : given);
}

/** The error where the module can't be had. @param {string} reason which tells where it was looked for */
export const notLoaded = (reason) =>
  new WorkfrontError({
    kind: 'internal',
    message: `The WebAssembly can't be loaded: ${reason}`,
    hint: "Copy it there or hand it over first: import wasm from 'workfront-actions/module.wasm'; await initWasm(wasm);",
  });
