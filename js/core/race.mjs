// Time limits that hold even if a function of the host ignores its signal. A later result or error is ignored.
import { after } from './limit.mjs';

/**
 * Waits for the work until the limit aborts it.
 * @template Value
 * @param {Promise<Value>} work
 * @param {import('./limit.mjs').Limit} limit
 * @returns {Promise<Value>}
 */
export function unlessAborted(work, limit) {
  const { signal } = limit;
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    limit.onAbort = reject;
    work.then(resolve, reject);
  });
}

/**
 * Waits for the work for this time, and then calls `expire`.
 * @template Value
 * @param {Promise<Value>} work
 * @param {number} timeoutMs 0 for no limit
 * @param {(resolve: (value: any) => void, reject: (error: unknown) => void) => void} expire
 * @returns {Promise<Value>}
 */
export function within(work, timeoutMs, expire) {
  if (!(timeoutMs > 0)) return work;
  return new Promise((resolve, reject) => {
    const clear = after(timeoutMs, () => expire(resolve, reject));
    work.then(resolve, reject);
    work.then(clear, clear);
  });
}

/**
 * Calls a function and waits for its result. The promise never rejects: it says whether the call succeeded.
 * @param {() => unknown} body
 * @param {(error: unknown) => void} [report]
 * @returns {Promise<boolean>}
 */
export const runSafely = (body, report) =>
  new Promise((resolve) => resolve(body())).then(
    () => true,
    (error) => {
      report?.(error);
      return false;
    },
  );
