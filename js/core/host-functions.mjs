// The host's functions besides its fetch: each settles in time, and returns a value of the expected type.
import { describeValue } from './describe-value.mjs';
import { copyPlain } from './plain-data.mjs';
import { runSafely, within } from './race.mjs';
import { signEs256, signRs256, verifyEs256 } from './sign.mjs';

/**
 * @typedef {object} HostOptions
 * @property {any} [now]
 * @property {any} [sleep]
 * @property {any} [random]
 * @property {any} [onRefreshToken]
 * @property {any} [tokenStore]
 * @property {any} [planStore]
 * @property {any} [credentials]
 */

// The last moment that a Date can hold, in milliseconds.
const maxTime = 8.64e15;

/**
 * @param {HostOptions} options
 * @param {number} timeoutMs 0 for no limit
 * @returns {Record<string, any>}
 */
export function hostFunctions(options, timeoutMs) {
  const { now, sleep, random, onRefreshToken, tokenStore, planStore, credentials } = options;
  /** @param {string} name @param {(...args: any[]) => unknown} start @param {(value: any) => unknown} [read] */
  const timed = (name, start, read = () => undefined) => {
    /** @param {any[]} args */
    return (...args) =>
      within(callAsync(start, args), timeoutMs, (_, reject) =>
        reject(timeoutError(name, timeoutMs)),
      ).then(read);
  };
  return {
    now: now && numberFrom(now, (value) => Math.abs(value) <= maxTime, Date.now),
    random: random && numberFrom(random, (value) => value >= 0 && value < 1, Math.random),
    sleep: sleep && safeSleep(sleep, timeoutMs),
    sign: timed('sign', signRs256, asIs),
    signReceipt: timed('receiptKey', signEs256, asIs),
    verifyReceipt: timed('receiptKey', verifyEs256, asIs),
    onRefreshToken: onRefreshToken && timed('onRefreshToken', onRefreshToken),
    credentials:
      typeof credentials === 'function'
        ? timed('credentials', credentials, (value) => copyPlain(value, 'credentials'))
        : undefined,
    ...(planStore && {
      getPlan: timed('planStore.get', (key) => planStore.get(key), asIs),
      putPlan: timed(
        'planStore.putIfAbsent',
        (...args) => planStore.putIfAbsent(...args),
        isStored,
      ),
    }),
    ...(tokenStore && {
      getToken: timed('tokenStore.get', (key) => tokenStore.get(key), stringOrNull),
      setToken: timed('tokenStore.set', (...args) => tokenStore.set(...args)),
    }),
  };
}

/** Calls a function; a native promise has its result or its error. @param {Function} start @param {any[]} args */
const callAsync = (start, args) =>
  new Promise((resolve) => resolve(Reflect.apply(start, undefined, args)));

/** @param {unknown} value */
const stringOrNull = (value) => (typeof value === 'string' ? value : null);

/** @param {unknown} value */
const asIs = (value) => value;

/** What says that a value was stored: anything but true would look like a plan that another run applies. @param {unknown} value */
function isStored(value) {
  if (typeof value === 'boolean') return value;
  throw new TypeError(`planStore.putIfAbsent must be a boolean but is ${describeValue(value)}`);
}

/**
 * @param {() => unknown} start
 * @param {(value: number) => boolean} isValid
 * @param {() => number} fallback replaces an invalid number, or an error
 */
const numberFrom = (start, isValid, fallback) => () => {
  try {
    const value = start();
    if (typeof value === 'number' && isValid(value)) return value;
    // If it is a promise, its rejection must not end the process.
    void runSafely(() => value);
  } catch {
    // Use the fallback.
  }
  return fallback();
};

/**
 * A sleep that fails or never settles only ends the wait.
 * @param {(milliseconds: number) => unknown} sleep
 * @param {number} timeoutMs how much longer than requested it may take; 0 for no limit
 */
const safeSleep = (sleep, timeoutMs) => (/** @type {number} */ milliseconds) =>
  within(
    runSafely(() => Reflect.apply(sleep, undefined, [milliseconds])),
    timeoutMs > 0 ? milliseconds + timeoutMs : 0,
    (resolve) => resolve(undefined),
  );

/** @param {string} name @param {number} timeoutMs */
const timeoutError = (name, timeoutMs) =>
  Object.assign(new Error(`${name} did not settle within ${timeoutMs} ms (timeoutMs)`), {
    name: 'TimeoutError',
  });
