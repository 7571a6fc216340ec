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
  /** @type {any} */
  const timer = setTimeout(stop, Math.min(timeoutMs, longestMs));
  // Only an answer under way keeps a process alive.
  timer.unref?.();
  return () => clearTimeout(timer);
}

/**
 * @param {number} timeoutMs 0 for no limit
 * @param {AbortSignal | undefined} signal
 * @returns {{ signal: AbortSignal | undefined, end: () => void }}
 */
export function limited(timeoutMs, signal) {
  if (!(timeoutMs > 0)) return { signal, end: () => {} };
  const own = linkSignal(signal);
  const clear = after(timeoutMs, () => own.stop(timeoutError()));
  const end = () => {
    clear();
    own.release();
  };
  return { signal: own.signal, end };
}
