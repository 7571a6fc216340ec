// What the host supplies, taken from the options and handed to the WebAssembly.
import { invalid } from './error.mjs';

/** @typedef {import('../index.d.ts').HostFunctions} HostFunctions */

const names = /** @type {const} */ (['fetch', 'now', 'sleep', 'random']);

// Looked up at each call: hosts and tests put another one in its place.
/** @type {NonNullable<HostFunctions['fetch']>} */
const runtimeFetch = (url, init) => globalThis.fetch(url, init);

/**
 * Splits the options into the connection's own settings and what the host supplies.
 * @param {import('../index.d.ts').PluginOptions} options
 */
export function splitOptions(options) {
  if (options === null || typeof options !== 'object') {
    throw invalid('options', 'must be an object');
  }
  const { fetch = runtimeFetch, now, sleep, random, ...config } = options;
  const host = { fetch, now, sleep, random };
  for (const name of names) {
    if (host[name] !== undefined && typeof host[name] !== 'function') {
      throw invalid(name, 'must be a function');
    }
  }
  // A copy: what a caller changes later must not change the connection.
  if (config.credentials !== null && typeof config.credentials === 'object') {
    config.credentials = { ...config.credentials };
  }
  return { config, host };
}

/**
 * The host's functions for one instance. A broken one neither sends any more nor hears an answer.
 * @param {ReturnType<typeof splitOptions>['host']} host
 * @param {() => boolean} isAlive
 * @returns {HostFunctions}
 */
export function hostFor({ fetch, now, sleep, random }, isAlive) {
  return {
    fetch: untilBroken(fetch, isAlive),
    ...(sleep && { sleep: untilBroken(sleep, isAlive) }),
    // Arrows: hosts refuse to be called with a `this` that isn't theirs.
    ...(now && { now: () => now() }),
    ...(random && { random: () => random() }),
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
