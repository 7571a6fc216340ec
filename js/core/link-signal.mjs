// Calls that share a signal also share one listener, because runtimes warn about many listeners.
import { tryRead } from './reason.mjs';

/** @typedef {(reason: unknown) => void} Abort */

/** @type {WeakMap<AbortSignal, Set<Abort>>} */
const linkedAborts = new WeakMap();

/**
 * A new signal that is aborted with the caller's signal, and by `stop`. `release` unlinks it from the caller's signal.
 * @param {AbortSignal} [signal]
 * @param {Abort} [onAbort] called after the signal is aborted, but not if it was aborted before
 */
export function linkSignal(signal, onAbort) {
  const own = new AbortController();
  /** @type {Abort} */
  const abort = (reason) => {
    own.abort(reason);
    onAbort?.(reason);
  };
  const all = signal ? abortsOf(signal) : undefined;
  all?.add(abort);
  const release = () => void all?.delete(abort);
  /** @param {unknown} [reason] */
  const stop = (reason) => {
    release();
    abort(reason);
  };
  if (tryRead(signal, 'aborted')) {
    release();
    own.abort(tryRead(signal, 'reason'));
  }
  return { signal: own.signal, release, stop };
}

/** @param {AbortSignal} signal */
function abortsOf(signal) {
  const known = linkedAborts.get(signal);
  if (known) return known;
  /** @type {Set<Abort>} */
  const all = new Set();
  signal.addEventListener('abort', () => {
    for (const abort of all) abort(tryRead(signal, 'reason'));
    all.clear();
  });
  linkedAborts.set(signal, all);
  return all;
}
