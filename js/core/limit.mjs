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
function timerOf(action, timeoutMs, ...args) {
  /** @type {any} */
  const timer = setTimeout(action, Math.min(timeoutMs, longestMs), ...args);
  // Only an answer under way keeps a process alive.
  timer.unref?.();
  return timer;
}

// To make a signal costs as much as the rest of what is done here for a request. What has ended heeds it no more, so one
// that wasn't aborted serves the next. Listeners stay on it until they are collected, and runtimes warn of more than ten.
const mostRequests = 8;

/** @type {Limit[]} */
const idle = [];

/** A time limit of one request after the other. */
class Limit {
  controller = new AbortController();
  signal = this.controller.signal;
  requests = 0;
  /** @type {any} */
  timer;

  /** @param {number} timeoutMs */
  begin(timeoutMs) {
    this.requests += 1;
    this.timer = timerOf(expire, timeoutMs, this);
    return this;
  }

  end() {
    clearTimeout(this.timer);
    if (this.requests < mostRequests && !this.signal.aborted) idle.push(this);
  }
}

/** @param {Limit} limit */
const expire = ({ controller }) => controller.abort(tooLate());

/**
 * @param {number} timeoutMs 0 for no limit
 * @param {AbortSignal | undefined} signal
 * @returns {{ signal: AbortSignal | undefined, end: () => void }}
 */
export function limited(timeoutMs, signal) {
  if (!(timeoutMs > 0)) return { signal, end: () => {} };
  if (!signal) return (idle.pop() ?? new Limit()).begin(timeoutMs);
  const own = follow(signal);
  const clear = after(timeoutMs, () => own.stop(tooLate()));
  const end = () => {
    clear();
    own.release();
  };
  return { signal: own.signal, end };
}
