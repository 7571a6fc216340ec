// What a caller gives along with the input: a signal to stop, and a function that hears of progress.
import { cancelled, invalid } from './error.mjs';

/** @typedef {import('../index.d.ts').CallContext} CallContext */

/**
 * Checks a context and makes of it what the WebAssembly takes.
 * @param {CallContext | undefined} context
 * @param {string} action
 * @returns {CallContext}
 */
export function readContext(context, action) {
  if (context === undefined) return {};
  if (context === null || typeof context !== 'object') {
    throw invalid('context', 'must be an object', action);
  }
  const { signal, onProgress, ...others } = context;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) {
    throw invalid(`context.${unknown}`, 'is not known: use signal and onProgress', action);
  }
  // By its shape: a signal may come from another realm.
  if (signal != null && typeof signal.addEventListener !== 'function') {
    throw invalid('context.signal', 'must be an AbortSignal', action);
  }
  if (onProgress != null && typeof onProgress !== 'function') {
    throw invalid('context.onProgress', 'must be a function', action);
  }
  if (signal?.aborted) throw cancelled(action);
  return {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: ignoringErrors(onProgress) }),
  };
}

/**
 * It only listens: what it throws must not decide over the call, which may have written already.
 * @param {NonNullable<CallContext['onProgress']>} listener
 * @returns {NonNullable<CallContext['onProgress']>}
 */
const ignoringErrors = (listener) => (progress) => {
  try {
    listener(progress);
  } catch {
    // Nobody to tell.
  }
};
