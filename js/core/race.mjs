// Limits that hold whatever a function of the host ignores. What it gives or throws afterwards is ignored.
import { after } from './limit.mjs';

/**
 * Waits for the work, unless the limit ends it first.
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
 * Waits for the work for this long, and does `expire` then.
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
 * Calls a function and waits for what it gives; the promise says whether that went well, and never fails.
 * @param {() => unknown} body
 * @param {(error: unknown) => void} [report]
 * @returns {Promise<boolean>}
 */
export const contained = (body, report) =>
  new Promise((resolve) => resolve(body())).then(
    () => true,
    (error) => {
      report?.(error);
      return false;
    },
  );
