// The options of handleEvent, checked.
import { invalid } from './error.mjs';
import { describeValue } from './describe-value.mjs';
import { readProperty } from './attempt.mjs';
import { copyPlain } from './plain-data.mjs';

/** @typedef {import('../index.d.ts').EventHandling} EventHandling */

// Workfront waits 5 s (docs/workfront-facts.md#delivery); the rest is for the network.
const defaultTimeoutMs = 4000;

const known = ['authToken', 'onEvent', 'onError', 'waitUntil', 'timeoutMs'];

/**
 * @param {any} handling
 * @returns {EventHandling & { timeoutMs: number }}
 */
export function readHandling(handling) {
  if (handling === null || typeof handling !== 'object') {
    throw invalid('handling', `must be an object, but is ${describeValue(handling)}`);
  }
  /** @type {any} */
  const options = Object.fromEntries(
    known.map((name) => [name, readProperty(handling, name, name)]),
  );
  for (const name of ['onEvent', 'onError', 'waitUntil']) {
    const value = options[name];
    if (typeof value === 'function' || (name !== 'onEvent' && value == null)) continue;
    throw invalid(name, `must be a function, but is ${describeValue(value)}`);
  }
  options.authToken = copyPlain(options.authToken, 'authToken');
  const tokens = [options.authToken].flat();
  if (tokens.length === 0 || tokens.some((token) => typeof token !== 'string' || token === '')) {
    throw invalid('authToken', 'must be a non-empty string, or an array of such strings');
  }
  options.timeoutMs ??= defaultTimeoutMs;
  const { timeoutMs } = options;
  if (!(Number.isFinite(timeoutMs) && timeoutMs > 0)) {
    const problem = `must be a number of milliseconds above 0, but is ${describeValue(timeoutMs)}`;
    throw invalid('timeoutMs', problem);
  }
  return options;
}
