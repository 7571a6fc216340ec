// The host's part of the options: its functions, as the WebAssembly calls them.
import { invalid } from './error.mjs';
import { ownKeys, readProperty } from './attempt.mjs';
import { describeValue } from './describe-value.mjs';
import { hostFunctions } from './host-functions.mjs';
import { withTimeout } from './limit.mjs';
import { copyPlain } from './plain-data.mjs';
import { defaultMaxResponseBytes } from './response-size.mjs';
import { createSend } from './send.mjs';

const never = () => false;

/** The default of the option `timeoutMs`, which Rust has as well. */
export const defaultTimeoutMs = 120_000;

/** @type {import('./send.mjs').Transport} */
const defaultTransport = {
  // Read at each call: hosts and tests may replace it.
  fetch: (url, init) => globalThis.fetch(url, init),
  supportsTimeout: never,
  withTimeout,
};

/** The options that only JavaScript reads. `src/manifest/host_options.rs` describes them. */
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
 * Splits the options into the connection's settings and the host's functions.
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./send.mjs').Transport} [transport] used if the options have no `fetch`
 */
export function splitOptions(options, transport = defaultTransport) {
  if (options === null || typeof options !== 'object' || describeValue(options) === 'an array') {
    throw invalid('options', `must be an object but is ${describeValue(options)}`);
  }
  const values = Object.fromEntries(
    supplied.map((name) => [name, readProperty(options, name, name)]),
  );
  /** @type {Record<string, any>} A copy: later changes by the caller must not change the connection. */
  const config = {};
  for (const name of ownKeys(options, 'options')) {
    if (!supplied.includes(name)) config[name] = copyPlain(readProperty(options, name, name), name);
  }
  const { fetch, now, sleep, random, tokenStore, onRefreshToken, credentials } = values;
  const functions = { now, sleep, random, onRefreshToken };
  const storeFunctions = tokenStore != null && {
    'tokenStore.get': readProperty(tokenStore, 'get', 'tokenStore.get') ?? null,
    'tokenStore.set': readProperty(tokenStore, 'set', 'tokenStore.set') ?? null,
  };
  for (const [name, value] of Object.entries({ fetch, ...functions, ...storeFunctions })) {
    if (value !== undefined && typeof value !== 'function') {
      throw invalid(name, `must be a function, but is ${describeValue(value)}`);
    }
  }
  const ownTransport =
    fetch === undefined ? transport : { ...transport, fetch, supportsTimeout: never };
  /** @type {Record<string, any>} */
  const host = {
    send: createSend(ownTransport, checkMaxResponseBytes(values.maxResponseBytes)),
    ...hostFunctions(
      { ...functions, tokenStore, credentials },
      config.timeoutMs ?? defaultTimeoutMs,
    ),
  };
  config.credentials = credentialsOf(credentials);
  return { config, host };
}

/**
 * What the WebAssembly reads. Its type `supplied` stands for the host's function.
 * @param {unknown} option
 */
function credentialsOf(option) {
  if (typeof option === 'function') return { type: 'supplied' };
  const credentials = copyPlain(option, 'credentials');
  if (credentials?.type === 'supplied') {
    throw invalid('credentials.type', "must be a type of credential but is 'supplied'");
  }
  return credentials;
}

/** @param {unknown} option */
function checkMaxResponseBytes(option) {
  const bytes = option ?? defaultMaxResponseBytes;
  if (Number.isSafeInteger(bytes) && Number(bytes) >= 1) return Number(bytes);
  const problem = `must be a whole number of bytes, 1 or more, but is ${describeValue(bytes)}`;
  throw invalid('maxResponseBytes', problem);
}

/**
 * The host's functions for one instance. A broken instance sends no more requests, and receives no response.
 * @param {ReturnType<typeof splitOptions>['host']} host
 * @param {Pick<import('./instance.mjs').Running, 'isAlive'>} instance
 * @param {import('./rotation.mjs').Rotation} rotation
 */
export function hostFor(host, { isAlive }, rotation) {
  /** @type {typeof host} */
  const functions = {
    renewed: rotation.newest,
    remember: (/** @type {string} */ refreshToken, /** @type {boolean} */ isKept) =>
      rotation.remember(refreshToken, isKept),
  };
  const send = rotation.watch(host.send, isAlive, host.onRefreshToken);
  for (const [name, call] of Object.entries({ ...host, send })) {
    if (name === 'now' || name === 'random') functions[name] = call;
    else if (call) functions[name] = guardByInstance(call, isAlive);
  }
  return functions;
}

/**
 * A function that never settles once the instance is broken. It always returns a native promise.
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
