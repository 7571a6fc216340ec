// Compiles the WebAssembly module that a host or a server supplies.
import { invalid, WorkfrontError } from './error.mjs';
import { reasonOf } from './reason.mjs';

/** @typedef {import('../index.d.ts').WasmSource} WasmSource */

/**
 * The module of a host's call of `initWasm`.
 * @param {WasmSource | PromiseLike<WasmSource>} source
 * @param {string} [name] of the argument
 */
export const moduleOf = async (source, name = 'source') => {
  try {
    return await compiled(await source);
  } catch (error) {
    // The calls that wait for the module report this error as well: it must name initWasm.
    const argument = name === 'source' ? 'the argument' : `the option ${name}`;
    const expected = `${argument} of initWasm must be a WebAssembly.Module, its bytes or a Response`;
    throw invalid(name, `${expected}: ${reasonOf(error)}`);
  }
};

/**
 * Recognizes the source by its shape: it may come from another realm.
 * @param {any} source
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compiled(source) {
  const tag = Object.prototype.toString.call(source);
  if (tag === '[object WebAssembly.Module]') return source;
  // A namespace, as import() returns it.
  if (tag === '[object Module]') return compiled(source.default);
  if (source?.ok === false) throw new Error(`status ${source.status}`);
  // Throws if the source isn't bytes.
  return WebAssembly.compile(source?.arrayBuffer ? await source.arrayBuffer() : source);
}

const hints = {
  module:
    "Copy the file to that address, or load it: import wasm from 'workfront-actions/module.wasm'; await initWasm(wasm);",
  plans:
    "It is a second file: import plans from 'workfront-actions/plans.wasm'; await initWasm(wasm, { plans }); or copy it beside a bundle for Node.",
};

/**
 * The error if a module can't be loaded.
 * @param {string} reason with the address that was tried
 * @param {keyof typeof hints} [file]
 */
export const notLoaded = (reason, file = 'module') =>
  new WorkfrontError({
    kind: 'internal',
    message: `The WebAssembly can't be loaded: ${reason}`,
    hint: hints[file],
  });
