// Reuses the signals of time limits: creating one costs as much as all other work for a request besides fetch. Only on
// Node: in workerd a signal belongs to the request that created it.
import { after, noop, timeoutError, withTimeout } from '../core/limit.mjs';

// A finished request ignores its signal, so a signal that wasn't aborted can serve the next request. Listeners stay on it
// until they are collected, and runtimes warn about more than ten.
const maxRequests = 8;

/** @type {Limit[]} */
const idle = [];

/** A time limit that serves one request after the other. */
class Limit {
  controller = new AbortController();
  signal = this.controller.signal;
  requests = 0;
  /** @type {(reason: any) => void} */
  onAbort = noop;
  expire = () => {
    const reason = timeoutError();
    this.controller.abort(reason);
    this.onAbort(reason);
  };
  clear = () => {};

  /** @param {number} timeoutMs */
  begin(timeoutMs) {
    this.requests += 1;
    this.clear = after(timeoutMs, this.expire);
    return this;
  }

  end() {
    this.onAbort = noop;
    this.clear();
    if (this.requests < maxRequests && !this.signal.aborted) idle.push(this);
  }
}

/** Like `withTimeout`, which it uses if there is a caller's signal or no limit. @type {typeof withTimeout} */
export const withPooledTimeout = (timeoutMs, signal) =>
  signal || !(timeoutMs > 0)
    ? withTimeout(timeoutMs, signal)
    : (idle.pop() ?? new Limit()).begin(timeoutMs);
