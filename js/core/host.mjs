// What the host supplies, taken from the options and handed to the WebAssembly.
import { invalid } from './error.mjs';
import { sender } from './send.mjs';
import { signRs256 } from './sign.mjs';

/** @typedef {import('../index.d.ts').HostFunctions} HostFunctions */

const names = /** @type {const} */ (['now', 'sleep', 'random', 'onRefreshToken']);

const never = () => false;

/** @type {import('./send.mjs').Transport} */
const usual = {
  // Looked up at each call: hosts and tests put another one in its place.
  fetch: (url, init) => globalThis.fetch(url, init),
  keepsTime: never,
};

/**
 * Splits the options into the connection's own settings and what the host supplies.
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./send.mjs').Transport} [transport] where the options name no fetch
 */
export function splitOptions(options, transport = usual) {
  if (options === null || typeof options !== 'object') {
    throw invalid('options', 'must be an object');
  }
  const { fetch, now, sleep, random, tokenStore, onRefreshToken, ...config } = options;
  const host = {
    send: sender(fetch === undefined ? transport : { fetch, keepsTime: never }),
    now,
    sleep,
    random,
    onRefreshToken,
    tokenStore,
    credentials: noCredentials,
  };
  if (fetch !== undefined && typeof fetch !== 'function') {
    throw invalid('fetch', 'must be a function');
  }
  for (const name of names) {
    if (host[name] !== undefined && typeof host[name] !== 'function') {
      throw invalid(name, 'must be a function');
    }
  }
  for (const name of /** @type {const} */ (['get', 'set'])) {
    if (tokenStore != null && typeof tokenStore[name] !== 'function') {
      throw invalid(`tokenStore.${name}`, 'must be a function');
    }
  }
  const { credentials } = config;
  if (typeof credentials === 'function') {
    host.credentials = credentials;
    return { config: { ...config, credentials: { type: 'supplied' } }, host };
  }
  // A copy: what a caller changes later must not change the connection.
  if (credentials !== null && typeof credentials === 'object') {
    return { config: { ...config, credentials: { ...credentials } }, host };
  }
  return { config, host };
}

const noCredentials = /** @type {() => unknown} */ (() => undefined);

/**
 * The host's functions for one instance. A broken one neither sends any more nor hears an answer.
 * @param {ReturnType<typeof splitOptions>['host']} host
 * @param {() => boolean} isAlive
 */
export function hostFor({ send, now, sleep, random, ...host }, isAlive) {
  const { tokenStore, onRefreshToken, credentials } = host;
  return {
    send: untilBroken(send, isAlive),
    ...(sleep && { sleep: untilBroken(sleep, isAlive) }),
    // Arrows: hosts refuse to be called with a `this` that isn't theirs.
    ...(now && { now: () => now() }),
    ...(random && { random: () => random() }),
    credentials: untilBroken(async () => credentials(), isAlive),
    sign: untilBroken(signRs256, isAlive),
    ...(onRefreshToken && {
      onRefreshToken: untilBroken(
        async (/** @type {string} */ token) => onRefreshToken(token),
        isAlive,
      ),
    }),
    ...(tokenStore && {
      getToken: untilBroken(async (/** @type {string} */ key) => tokenStore.get(key), isAlive),
      setToken: untilBroken(
        async (
          /** @type {string} */ key,
          /** @type {string} */ value,
          /** @type {{ expiresAt?: number }} */ options,
        ) => tokenStore.set(key, value, options),
        isAlive,
      ),
    }),
  };
}

/**
 * @template {unknown[]} Args
 * @template Answer
 * @param {(...args: Args) => PromiseLike<Answer>} start
 * @param {() => boolean} isAlive
 * @returns {(...args: Args) => Promise<Answer>}
 */
const untilBroken =
  (start, isAlive) =>
  (...args) =>
    new Promise((resolve, reject) => {
      if (!isAlive()) return;
      /** @type {Promise<Answer>} */
      const answer = new Promise((settle) => settle(start(...args)));
      answer.then(
        (value) => isAlive() && resolve(value),
        (error) => isAlive() && reject(error),
      );
    });
