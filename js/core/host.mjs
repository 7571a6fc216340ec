// What the host supplies, taken from the options and handed to the WebAssembly.
import { invalid } from './error.mjs';
import { namesGiven, readGiven } from './given.mjs';
import { hostFunctions } from './host-functions.mjs';
import { limited } from './limit.mjs';
import { copyPlain } from './plain-data.mjs';
import { defaultMaxResponseBytes } from './response-size.mjs';
import { sender } from './send.mjs';

const never = () => false;

/** The default of the option `timeoutMs`, which Rust has as well. */
export const defaultTimeoutMs = 120_000;

/** @type {import('./send.mjs').Transport} */
const defaultTransport = {
  // Looked up at each call: hosts and tests put another one in its place.
  fetch: (url, init) => globalThis.fetch(url, init),
  supportsTimeout: never,
  limited,
};

/** The options that only this side reads. `src/manifest/host_options.rs` describes them. */
export const hostOptions = [
  'maxResponseBytes',
  'fetch',
  'tokenStore',
  'onRefreshToken',
  'now',
  'sleep',
  'random',
];

// A credential may be a function of the host.
const supplied = [...hostOptions, 'credentials'];

/**
 * Splits the options into the connection's own settings and what the host supplies.
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./send.mjs').Transport} [transport] where the options name no fetch
 */
export function splitOptions(options, transport = defaultTransport) {
  if (options === null || typeof options !== 'object') {
    throw invalid('options', 'must be an object');
  }
  const given = Object.fromEntries(supplied.map((name) => [name, readGiven(options, name, name)]));
  /** @type {Record<string, any>} A copy: what a caller changes later must not change the connection. */
  const config = {};
  for (const name of namesGiven(options, 'options')) {
    if (!supplied.includes(name)) config[name] = copyPlain(readGiven(options, name, name), name);
  }
  const { fetch, now, sleep, random, tokenStore, onRefreshToken, credentials } = given;
  const own = { now, sleep, random, onRefreshToken };
  const kept = tokenStore != null && {
    'tokenStore.get': readGiven(tokenStore, 'get', 'tokenStore.get') ?? null,
    'tokenStore.set': readGiven(tokenStore, 'set', 'tokenStore.set') ?? null,
  };
  for (const [name, value] of Object.entries({ fetch, ...own, ...kept })) {
    if (value !== undefined && typeof value !== 'function') {
      throw invalid(name, 'must be a function');
    }
  }
  const chosen = fetch === undefined ? transport : { ...transport, fetch, supportsTimeout: never };
  /** @type {Record<string, any>} */
  const host = {
    send: sender(chosen, checkSize(given.maxResponseBytes)),
    ...hostFunctions({ ...own, tokenStore, credentials }, config.timeoutMs ?? defaultTimeoutMs),
  };
  config.credentials =
    typeof credentials === 'function'
      ? { type: 'supplied' }
      : copyPlain(credentials, 'credentials');
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
 * @param {import('./rotation.mjs').Rotation} rotation
 */
export function hostFor(host, { isAlive }, rotation) {
  /** @type {typeof host} */
  const own = {
    renewed: rotation.newest,
    remember: (/** @type {string} */ refreshToken, /** @type {boolean} */ isKept) =>
      rotation.remember(refreshToken, isKept),
  };
  const send = rotation.watch(host.send, isAlive, host.onRefreshToken);
  for (const [name, call] of Object.entries({ ...host, send })) {
    if (name === 'now' || name === 'random') own[name] = call;
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
