// What the host supplies, taken from the options and handed to the WebAssembly.
import { invalid } from './error.mjs';
import { limited } from './limit.mjs';
import { defaultMaxResponseBytes } from './response-size.mjs';
import { sender } from './send.mjs';
import { signRs256 } from './sign.mjs';

const never = () => false;

/** @type {import('./send.mjs').Transport} */
const defaultTransport = {
  // Looked up at each call: hosts and tests put another one in its place.
  fetch: (url, init) => globalThis.fetch(url, init),
  supportsTimeout: never,
  limited,
};

/**
 * Splits the options into the connection's own settings and what the host supplies.
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./send.mjs').Transport} [transport] where the options name no fetch
 */
export function splitOptions(options, transport = defaultTransport) {
  if (options === null || typeof options !== 'object') {
    throw invalid('options', 'must be an object');
  }
  const { fetch, now, sleep, random, tokenStore, onRefreshToken, maxResponseBytes, ...config } =
    options;
  const own = { now, sleep, random, onRefreshToken };
  const kept = tokenStore != null && {
    'tokenStore.get': tokenStore.get ?? null,
    'tokenStore.set': tokenStore.set ?? null,
  };
  for (const [name, value] of Object.entries({ fetch, ...own, ...kept })) {
    if (value !== undefined && typeof value !== 'function') {
      throw invalid(name, 'must be a function');
    }
  }
  const chosen = fetch === undefined ? transport : { ...transport, fetch, supportsTimeout: never };
  /** @type {Record<string, any>} */
  const host = {
    send: sender(chosen, checkSize(maxResponseBytes)),
    ...own,
    sign: signRs256,
    ...(tokenStore && {
      getToken: (/** @type {string} */ key) => tokenStore.get(key),
      setToken: (
        /** @type {string} */ key,
        /** @type {string} */ value,
        /** @type {{ expiresAt?: number }} */ times,
      ) => tokenStore.set(key, value, times),
    }),
  };
  const { credentials } = config;
  if (typeof credentials === 'function') {
    host.credentials = credentials;
    config.credentials = /** @type {any} */ ({ type: 'supplied' });
  } else if (credentials !== null && typeof credentials === 'object') {
    // A copy: what a caller changes later must not change the connection.
    config.credentials = { ...credentials };
  }
  return { config, host };
}

/** @param {unknown} given */
function checkSize(given) {
  const bytes = given ?? defaultMaxResponseBytes;
  if (Number.isSafeInteger(bytes) && Number(bytes) >= 1) return Number(bytes);
  throw invalid('maxResponseBytes', 'must be a whole number of bytes, 1 or more');
}

/**
 * The host's functions for one instance. One that broke down sends nothing more, and no response reaches it.
 * @param {ReturnType<typeof splitOptions>['host']} host
 * @param {Pick<import('./instance.mjs').Running, 'isAlive'>} instance
 */
export function hostFor(host, { isAlive }) {
  /** @type {typeof host} */
  const own = {};
  for (const name in host) {
    const call = host[name];
    // Arrows: hosts refuse to be called with a `this` that isn't theirs.
    if (name === 'now' || name === 'random') own[name] = call && (() => call());
    else if (call) own[name] = guardByInstance(call, isAlive);
  }
  return own;
}

/**
 * Gives a promise of the runtime's own, whatever `start` gives or throws.
 * @template {unknown[]} Args
 * @template Value
 * @param {(...args: Args) => PromiseLike<Value>} start
 * @param {() => boolean} isAlive
 * @returns {(...args: Args) => Promise<Value>}
 */
const guardByInstance =
  (start, isAlive) =>
  (...args) =>
    new Promise((resolve, reject) => {
      if (!isAlive()) return;
      /** @type {Promise<Value>} */
      const started = new Promise((settle) => settle(start(...args)));
      started.then(
        (value) => isAlive() && resolve(value),
        (error) => isAlive() && reject(error),
      );
    });
