// A time limit and the caller's AbortSignal, combined in one signal.
import { linkSignal } from './link-signal.mjs';

// The longest delay of a timer.
const maxDelayMs = 2 ** 31 - 1;

/** The reason for stopping a request that takes too long. */
export const timeoutError = () => new DOMException('No response in time', 'TimeoutError');

/**
 * Calls `stop` after this time; the function that it returns cancels that. AbortSignal.timeout would cost more, and stay
 * after the response.
 * @param {number} timeoutMs
 * @param {() => void} stop
 */
export function after(timeoutMs, stop) {
  // Not unref'd: this timer may be all that keeps the process alive while it waits.
  const timer = setTimeout(stop, Math.min(timeoutMs, maxDelayMs));
  return () => clearTimeout(timer);
}

/**
 * Ends a request: its signal is aborted, and `onAbort` is called with the reason. A call costs less than a listener.
 * @typedef {{ signal: AbortSignal | undefined, onAbort: (reason: any) => void, end: () => void }} Limit
 */

/** Does nothing. */
export const noop = () => {};

/**
 * @param {number} timeoutMs 0 for no limit
 * @param {AbortSignal | undefined} signal
 * @returns {Limit}
 */
export function withTimeout(timeoutMs, signal) {
  if (!(timeoutMs > 0) && !signal) return { signal, onAbort: noop, end: noop };
  const linked = linkSignal(signal, (reason) => limit.onAbort(reason));
  const clear = timeoutMs > 0 ? after(timeoutMs, () => linked.stop(timeoutError())) : noop;
  /** @type {Limit} */
  const limit = {
    signal: linked.signal,
    onAbort: noop,
    end() {
      limit.onAbort = noop;
      clear();
      linked.release();
    },
  };
  return limit;
}
