// The compiled WebAssembly module: of what a host hands over, or of what a server answers.
import { invalid, WorkfrontError } from './error.mjs';

/** @typedef {import('../index.d.ts').WasmSource} WasmSource */

/**
 * The module that a host hands over.
 * @param {WasmSource | PromiseLike<WasmSource>} source
 * @returns {Promise<WebAssembly.Module>}
 */
export async function moduleOf(source) {
  try {
    return await compiled(await source);
  } catch (error) {
    throw invalid('source', reasonOf(error));
  }
}

/**
 * All is known by its shape: it may come from another realm.
 * @param {any} given
 * @returns {Promise<WebAssembly.Module>}
 */
async function compiled(given) {
  const tag = Object.prototype.toString.call(given);
  // As import() gives it.
  if (tag === '[object Module]') return compiled(given.default);
  if (tag === '[object WebAssembly.Module]') return given;
  if (tag === '[object ArrayBuffer]' || ArrayBuffer.isView(given)) {
    return WebAssembly.compile(/** @type {BufferSource} */ (given));
  }
  if (typeof given?.arrayBuffer === 'function') return moduleOfAnswer(given);
  const hint = typeof given === 'string' || given instanceof URL ? '; for a URL, fetch(url)' : '';
  throw new TypeError(`must be a WebAssembly.Module, its bytes or a Response${hint}`);
}

/**
 * Compiles what a server answers, while it arrives where that can be.
 * @param {Response} answer
 * @returns {Promise<WebAssembly.Module>}
 */
export async function moduleOfAnswer(answer) {
  if (answer.ok === false) throw new Error(`the answer has the status ${answer.status}`);
  const type = answer.headers?.get('content-type');
  // What servers of single pages give in place of any file that isn't there.
  if (type?.startsWith('text/html')) throw new Error('the answer is a page of HTML');
  // Engines refuse to stream any other type, and the body can't be read again.
  if (type === 'application/wasm' && answer instanceof Response && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(answer);
  }
  return WebAssembly.compile(await answer.arrayBuffer());
}

/**
 * The error of an entry that doesn't get at the module.
 * @param {string | URL | undefined} place where the file was looked for
 * @param {unknown} error why it isn't there
 */
export const notLoaded = (place, error) =>
  new WorkfrontError(
    {
      kind: 'internal',
      message: `The WebAssembly can't be loaded${place ? ` from ${place}` : ''}: ${reasonOf(error)}`,
      hint: `${place ? 'Put pkg/workfront_actions_bg.wasm of the package there, or hand' : 'Hand'} it over before the first call: import wasm from 'workfront-actions/module.wasm'; await initWasm(wasm); (with esbuild: --loader:.wasm=binary)`,
    },
    { cause: error },
  );

/** The error for a module that its JavaScript can't be used with. */
export const ofAnotherBuild = () =>
  new WorkfrontError({
    kind: 'internal',
    message: 'The WebAssembly is of another version of workfront-actions than its JavaScript',
    hint: 'Copy workfront-actions/module.wasm of the version in use to where it is loaded from, and build again.',
  });

/** @param {any} error */
const reasonOf = (error) => String(error?.message ?? error);
