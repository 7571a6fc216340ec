// The host's functions besides its fetch, so that each ends and gives what it should, whatever it does.
import { copyPlain } from './plain-data.mjs';
import { contained, within } from './race.mjs';
import { signRs256 } from './sign.mjs';

/**
 * @typedef {object} Given
 * @property {any} [now]
 * @property {any} [sleep]
 * @property {any} [random]
 * @property {any} [onRefreshToken]
 * @property {any} [tokenStore]
 * @property {any} [credentials]
 */

// Of Date, in milliseconds.
const latest = 8.64e15;

/**
 * @param {Given} given
 * @param {number} timeoutMs 0 for as long as it takes
 * @returns {Record<string, any>}
 */
export function hostFunctions(given, timeoutMs) {
  const { now, sleep, random, onRefreshToken, tokenStore, credentials } = given;
  /** @param {string} name @param {(...args: any[]) => unknown} start @param {(value: any) => unknown} [read] */
  const limited = (name, start, read = () => undefined) => {
    /** @param {any[]} args */
    return (...args) =>
      within(promiseOf(start, args), timeoutMs, (_, reject) =>
        reject(timeoutError(name, timeoutMs)),
      ).then(read);
  };
  return {
    now: now && number(now, (value) => Math.abs(value) <= latest, Date.now),
    random: random && number(random, (value) => value >= 0 && value < 1, Math.random),
    sleep: sleep && sleeping(sleep, timeoutMs),
    sign: limited('sign', signRs256, (signature) => signature),
    onRefreshToken: onRefreshToken && limited('onRefreshToken', onRefreshToken),
    credentials:
      typeof credentials === 'function'
        ? limited('credentials', credentials, (value) => copyPlain(value, 'credentials'))
        : undefined,
    ...(tokenStore && {
      getToken: limited('tokenStore.get', (key) => tokenStore.get(key), stringOrNull),
      setToken: limited('tokenStore.set', (...args) => tokenStore.set(...args)),
    }),
  };
}

/** A promise of the runtime's own, whatever `start` gives or throws. @param {Function} start @param {any[]} args */
const promiseOf = (start, args) =>
  new Promise((resolve) => resolve(Reflect.apply(start, undefined, args)));

/** @param {unknown} value */
const stringOrNull = (value) => (typeof value === 'string' ? value : null);

/**
 * @param {() => unknown} start
 * @param {(value: number) => boolean} isGood
 * @param {() => number} usual in the place of what is no such number
 */
const number = (start, isGood, usual) => () => {
  try {
    const value = start();
    if (typeof value === 'number' && isGood(value)) return value;
    // A promise that fails would end the process.
    void contained(() => value);
  } catch {
    // As though there were none.
  }
  return usual();
};

/**
 * One that fails or hangs only ends the wait.
 * @param {(milliseconds: number) => unknown} sleep
 * @param {number} timeoutMs how much longer than asked for it may take; 0 for as long as it takes
 */
const sleeping = (sleep, timeoutMs) => (/** @type {number} */ milliseconds) =>
  within(
    contained(() => Reflect.apply(sleep, undefined, [milliseconds])),
    timeoutMs > 0 ? milliseconds + timeoutMs : 0,
    (resolve) => resolve(undefined),
  );

/** @param {string} name @param {number} timeoutMs */
const timeoutError = (name, timeoutMs) =>
  Object.assign(new Error(`${name} did not settle within ${timeoutMs} ms (timeoutMs)`), {
    name: 'TimeoutError',
  });
