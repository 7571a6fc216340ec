// How a receiver wants its events handled: its options, checked.
import { invalid } from './error.mjs';
import { readGiven } from './given.mjs';
import { copyPlain } from './plain-data.mjs';

/** @typedef {import('../index.d.ts').EventHandling} EventHandling */

// Workfront waits 5 s (docs/workfront-facts.md#delivery); the rest is for the way.
const usualTimeoutMs = 4000;

const known = ['authToken', 'onEvent', 'onError', 'waitUntil', 'timeoutMs'];

/**
 * @param {any} handling
 * @returns {EventHandling & { timeoutMs: number }}
 */
export function readHandling(handling) {
  if (handling === null || typeof handling !== 'object') {
    throw invalid('handling', 'must be an object');
  }
  /** @type {any} */
  const given = Object.fromEntries(known.map((name) => [name, readGiven(handling, name, name)]));
  for (const name of ['onEvent', 'onError', 'waitUntil']) {
    if (typeof given[name] === 'function' || (name !== 'onEvent' && given[name] == null)) continue;
    throw invalid(name, 'must be a function');
  }
  given.authToken = copyPlain(given.authToken, 'authToken');
  const tokens = [given.authToken].flat();
  if (tokens.length === 0 || tokens.some((token) => typeof token !== 'string' || token === '')) {
    throw invalid('authToken', 'must be a string, or an array of strings, and not be empty');
  }
  given.timeoutMs ??= usualTimeoutMs;
  if (!(Number.isFinite(given.timeoutMs) && given.timeoutMs > 0)) {
    throw invalid('timeoutMs', 'must be a number of milliseconds, more than 0');
  }
  return given;
}
