// Waits for a condition, however slow the machine is.
import { setTimeout as delay } from 'node:timers/promises';

// Only a failing test takes this long.
const limitMs = 180_000;

/**
 * Calls `ask` until its result is truthy, and returns that result.
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {() => string} [details] more about the failure, when the limit is reached
 * @returns {Promise<T>}
 */
export async function until(ask, details = () => '') {
  const end = performance.now() + limitMs;
  for (;;) {
    const result = await ask();
    if (result) return result;
    if (performance.now() > end) {
      throw new Error(`Not true within ${limitMs / 1000} s: ${ask}\n${details()}`);
    }
    await delay(10);
  }
}
