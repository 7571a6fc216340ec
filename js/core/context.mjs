// What a caller gives along with the input: a signal to stop, and a function that hears of progress.
import { invalid, stopped } from './error.mjs';
import { attempt, namesGiven, readGiven } from './given.mjs';
import { contained } from './race.mjs';
import { cut, read } from './reason.mjs';

/** @typedef {import('../index.d.ts').CallContext} CallContext */

const known = ['signal', 'onProgress'];

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
  const unknown = namesGiven(context, 'context', action).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw invalid(`context.${cut(unknown)}`, 'is not known: use signal and onProgress', action);
  }
  // A signal, a promise or the like in its place would be ignored. By its tag: it may come from another realm.
  const tag = attempt(() => Object.prototype.toString.call(context), 'context', action);
  if (tag !== '[object Object]') {
    throw invalid('context', 'must be a plain object, such as { signal }', action);
  }
  const signal = readGiven(context, 'signal', 'context.signal', action);
  const onProgress = readGiven(context, 'onProgress', 'context.onProgress', action);
  // By its shape: a signal may come from another realm.
  if (
    signal != null &&
    typeof readGiven(signal, 'addEventListener', 'context.signal', action) !== 'function'
  ) {
    throw invalid('context.signal', 'must be an AbortSignal', action);
  }
  if (onProgress != null && typeof onProgress !== 'function') {
    throw invalid('context.onProgress', 'must be a function', action);
  }
  if (read(signal, 'aborted')) throw stopped(action, read(signal, 'reason'));
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
const ignoringErrors = (listener) => (progress) => void contained(() => listener(progress));
