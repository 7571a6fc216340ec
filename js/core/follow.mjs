// One listener for all calls that share a signal: runtimes warn of many.
import { read } from './reason.mjs';

/** @typedef {(reason: unknown) => void} Abort */

/** @type {WeakMap<AbortSignal, Set<Abort>>} */
const followers = new WeakMap();

/**
 * A signal of the call's own, which is aborted with the caller's, and by `stop`. `release` ends the first.
 * @param {AbortSignal} [signal]
 * @param {Abort} [onAbort] is called after the signal is aborted; not where it was before
 */
export function linkSignal(signal, onAbort) {
  const own = new AbortController();
  /** @type {Abort} */
  const abort = (reason) => {
    own.abort(reason);
    onAbort?.(reason);
  };
  const all = signal ? followersOf(signal) : undefined;
  all?.add(abort);
  const release = () => void all?.delete(abort);
  /** @param {unknown} [reason] */
  const stop = (reason) => {
    release();
    abort(reason);
  };
  if (read(signal, 'aborted')) {
    release();
    own.abort(read(signal, 'reason'));
  }
  return { signal: own.signal, release, stop };
}

/** @param {AbortSignal} signal */
function followersOf(signal) {
  const known = followers.get(signal);
  if (known) return known;
  /** @type {Set<Abort>} */
  const all = new Set();
  signal.addEventListener('abort', () => {
    for (const abort of all) abort(read(signal, 'reason'));
    all.clear();
  });
  followers.set(signal, all);
  return all;
}
