// Calls that share a signal also share one listener, because runtimes warn about many listeners. It is removed with the last
// call: a listener keeps some signals in memory until they are aborted, such as that of AbortSignal.timeout on Node.
import { tryRead } from './reason.mjs';

/** @typedef {(reason: unknown) => void} Abort */

/** @type {WeakMap<AbortSignal, { aborts: Set<Abort>, onAbort: () => void }>} */
const links = new WeakMap();

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
  if (signal) link(signal, abort);
  const release = () => {
    if (signal) unlink(signal, abort);
  };
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

/** Calls `abort` when the signal is aborted. @param {AbortSignal} signal @param {Abort} abort */
function link(signal, abort) {
  const known = links.get(signal);
  if (known) {
    known.aborts.add(abort);
    return;
  }
  const aborts = new Set([abort]);
  const onAbort = () => {
    for (const each of aborts) {
      unlink(signal, each);
      each(tryRead(signal, 'reason'));
    }
  };
  signal.addEventListener('abort', onAbort);
  links.set(signal, { aborts, onAbort });
}

/** @param {AbortSignal} signal @param {Abort} abort */
function unlink(signal, abort) {
  const known = links.get(signal);
  if (!known?.aborts.delete(abort) || known.aborts.size > 0) return;
  try {
    signal.removeEventListener('abort', known.onAbort);
    links.delete(signal);
  } catch {
    // A host's own kind of signal may not have this method. The next call shares the listener.
  }
}
