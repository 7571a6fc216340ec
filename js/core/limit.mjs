// A time limit and the caller's wish to stop, as one signal.
import { linkSignal } from './follow.mjs';

// Timers take no more.
const longestMs = 2 ** 31 - 1;

/** Why a request is stopped that takes too long. */
export const timeoutError = () => new DOMException('No answer in time', 'TimeoutError');

/**
 * Calls `stop` when the time is up; what it gives ends that. No signal of the platform's, which costs more and stays
 * after the answer.
 * @param {number} timeoutMs
 * @param {() => void} stop
 */
export function after(timeoutMs, stop) {
  // Keeps a process alive: what is waited for may have nothing else that does.
  const timer = setTimeout(stop, Math.min(timeoutMs, longestMs));
  return () => clearTimeout(timer);
}

/**
 * What ends a request: its signal is aborted, and `onAbort` is called with the reason. A call costs less than a listener.
 * @typedef {{ signal: AbortSignal | undefined, onAbort: (reason: any) => void, end: () => void }} Limit
 */

/** For limits that nobody waits for. */
export const ignore = () => {};

/**
 * @param {number} timeoutMs 0 for no limit
 * @param {AbortSignal | undefined} signal
 * @returns {Limit}
 */
export function limited(timeoutMs, signal) {
  if (!(timeoutMs > 0) && !signal) return { signal, onAbort: ignore, end: ignore };
  const own = linkSignal(signal, (reason) => limit.onAbort(reason));
  const clear = timeoutMs > 0 ? after(timeoutMs, () => own.stop(timeoutError())) : ignore;
  /** @type {Limit} */
  const limit = {
    signal: own.signal,
    onAbort: ignore,
    end() {
      limit.onAbort = ignore;
      clear();
      own.release();
    },
  };
  return limit;
}
