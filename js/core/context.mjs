// The context of a call: an AbortSignal, and a progress listener.
import { invalid, stopped } from './error.mjs';
import { describeValue } from './describe-value.mjs';
import { attempt, ownKeys, readProperty } from './attempt.mjs';
import { runSafely } from './race.mjs';
import { cut, tryRead } from './reason.mjs';

/** @typedef {import('../index.d.ts').CallContext} CallContext */

const known = ['signal', 'onProgress'];

/**
 * Checks a context, and returns it as the WebAssembly expects it.
 * @param {CallContext | undefined} context
 * @param {string} action
 * @returns {CallContext}
 */
export function readContext(context, action) {
  if (context === undefined) return {};
  if (context === null || typeof context !== 'object') {
    throw invalid('context', `must be an object but is ${describeValue(context)}`, action);
  }
  const unknown = ownKeys(context, 'context', action).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw invalid(
      `context.${cut(unknown)}`,
      'is unknown: a context has signal and onProgress',
      action,
    );
  }
  // A signal or a promise as the context would be ignored. Checked by its tag: it may come from another realm.
  const tag = attempt(() => Object.prototype.toString.call(context), 'context', action);
  if (tag !== '[object Object]') {
    throw invalid('context', `must be a plain object such as { signal } but is ${tag}`, action);
  }
  const signal = readProperty(context, 'signal', 'context.signal', action);
  const onProgress = readProperty(context, 'onProgress', 'context.onProgress', action);
  // By its shape: a signal may come from another realm.
  if (
    signal != null &&
    typeof readProperty(signal, 'addEventListener', 'context.signal', action) !== 'function'
  ) {
    const problem = `must be an AbortSignal but is ${describeValue(signal)}`;
    throw invalid('context.signal', problem, action);
  }
  if (onProgress != null && typeof onProgress !== 'function') {
    const problem = `must be a function but is ${describeValue(onProgress)}`;
    throw invalid('context.onProgress', problem, action);
  }
  if (tryRead(signal, 'aborted')) throw stopped(action, tryRead(signal, 'reason'));
  return {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: ignoringErrors(onProgress) }),
  };
}

/**
 * An error of the listener must not fail the call, which may have written already.
 * @param {NonNullable<CallContext['onProgress']>} listener
 * @returns {NonNullable<CallContext['onProgress']>}
 */
const ignoringErrors = (listener) => (progress) => void runSafely(() => listener(progress));
