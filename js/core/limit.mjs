// A time limit and the caller's wish to stop, as one signal.
import { follow } from './follow.mjs';

// Timers take no more.
const longestMs = 2 ** 31 - 1;

/** Why a request is stopped that takes too long. */
export const tooLate = () => new DOMException('No answer in time', 'TimeoutError');

/**
 * Calls `stop` when the time is up; what it gives ends that. No signal of the platform's, which costs more and stays
 * after the answer.
 * @param {number} timeoutMs
 * @param {() => void} stop
 */
export function after(timeoutMs, stop) {
  const timer = timerOf(stop, timeoutMs);
  return () => clearTimeout(timer);
}

/**
 * @param {(...args: any[]) => void} action
 * @param {number} timeoutMs
 * @param {unknown[]} args
 */
export function timerOf(action, timeoutMs, ...args) {
  /** @type {any} */
  const timer = setTimeout(action, Math.min(timeoutMs, longestMs), ...args);
  // Only an answer under way keeps a process alive.
  timer.unref?.();
  return timer;
}

/** @typedef {{ signal: AbortSignal | undefined, end: () => void }} Limited */

/**
 * @param {number} timeoutMs 0 for no limit
 * @param {AbortSignal | undefined} signal
 * @returns {Limited}
 */
export function limited(timeoutMs, signal) {
  if (!(timeoutMs > 0)) return { signal, end: () => {} };
  const own = follow(signal);
  const clear = after(timeoutMs, () => own.stop(tooLate()));
  const end = () => {
    clear();
    own.release();
  };
  return { signal: own.signal, end };
}
