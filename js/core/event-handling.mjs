// The options of handleEvent, checked.
import { invalid } from './error.mjs';
import { describeValue } from './describe-value.mjs';
import { readProperty } from './attempt.mjs';
import { copyPlain } from './plain-data.mjs';
import { Problems } from './problems.mjs';

/** @typedef {import('../index.d.ts').EventHandling} EventHandling */

// Workfront waits 5 s (docs/workfront-facts.md#delivery); the rest is for the network.
const defaultTimeoutMs = 4000;

// Stands for a value that can't be read, which is a problem already.
const unreadable = Symbol('unreadable');

const known = ['authToken', 'onEvent', 'onError', 'waitUntil', 'timeoutMs'];

/**
 * @param {any} handling
 * @returns {EventHandling & { timeoutMs: number }}
 */
export function readHandling(handling) {
  if (handling === null || typeof handling !== 'object') {
    throw invalid('options', `must be an object but is ${describeValue(handling)}`);
  }
  const problems = new Problems();
  /** @param {string} name */
  const read = (name) => problems.collect(() => readProperty(handling, name, name), unreadable);
  /** @type {any} */
  const options = Object.fromEntries(known.map((name) => [name, read(name)]));
  for (const name of ['onEvent', 'onError', 'waitUntil']) {
    const value = options[name];
    if (value === unreadable || typeof value === 'function') continue;
    if (name !== 'onEvent' && value == null) continue;
    problems.add(name, `must be a function but is ${describeValue(value)}`);
  }
  if (options.authToken !== unreadable) {
    options.authToken = problems.collect(
      () => copyPlain(options.authToken, 'authToken'),
      unreadable,
    );
  }
  const tokens = [options.authToken].flat();
  if (
    options.authToken !== unreadable &&
    (tokens.length === 0 || tokens.some((token) => typeof token !== 'string' || token === ''))
  ) {
    problems.add('authToken', 'must be a non-empty string, or an array of such strings');
  }
  options.timeoutMs ??= defaultTimeoutMs;
  const { timeoutMs } = options;
  if (timeoutMs !== unreadable && !(Number.isFinite(timeoutMs) && timeoutMs > 0)) {
    const problem = `must be a number of milliseconds above 0 but is ${describeValue(timeoutMs)}`;
    problems.add('timeoutMs', problem);
  }
  if (!problems.isEmpty) throw problems.toError();
  return options;
}
