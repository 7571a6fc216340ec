// Time limits that are used again: to make a signal costs as much as the rest of what is done for a request besides fetch.
// Only here: in workerd a signal belongs to the request that it was made in.
import { after, ignore, limited, timeoutError } from '../core/limit.mjs';

// What has ended heeds a signal no more, so one that wasn't aborted serves the next request. Listeners stay on it until
// they are collected, and runtimes warn of more than ten.
const mostRequests = 8;

/** @type {Limit[]} */
const idle = [];

/** The time limit of one request after the other. */
class Limit {
  controller = new AbortController();
  signal = this.controller.signal;
  requests = 0;
  /** @type {(reason: any) => void} */
  onAbort = ignore;
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
    this.onAbort = ignore;
    this.clear();
    if (this.requests < mostRequests && !this.signal.aborted) idle.push(this);
  }
}

/** As `limited`, which it is where there is a caller's signal or no limit. @type {typeof limited} */
export const withPooledTimeout = (timeoutMs, signal) =>
  signal || !(timeoutMs > 0)
    ? limited(timeoutMs, signal)
    : (idle.pop() ?? new Limit()).begin(timeoutMs);
