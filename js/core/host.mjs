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
  'planStore',
  'onRefreshToken',
  'now',
  'sleep',
  'random',
];

/** The WebAssembly's list of the known options, with those that only JavaScript reads. @param {string} message */
export const withHostOptions = (message) =>
  message.replaceAll(/known are domain, [\w, ]+/g, (known) => [known, ...hostOptions].join(', '));

// A credential may be a function of the host.
const supplied = [...hostOptions, 'credentials'];

// These stand for values that can't be read: otherwise each would also be reported as missing.
const unreadable = 'value-that-cannot-be-read';
const placeholders = new Map(
  Object.entries({
    credentials: { type: 'supplied' },
    domain: unreadable,
    baseUrl: unreadable,
  }),
);

/**
 * Splits the options into the connection's settings and the host's functions.
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./problems.mjs').Problems} problems receives those of the host's options, and of values that can't be read
 * @param {import('./send.mjs').Transport} [transport] used if the options have no `fetch`
 */
export function splitOptions(options, problems, transport = defaultTransport) {
  if (options === null || typeof options !== 'object' || describeValue(options) === 'an array') {
    throw invalid('options', `must be an object but is ${describeValue(options)}`);
  }
  /** @param {any} object @param {string} name @param {string} [path] */
  const read = (object, name, path = name) =>
    problems.collect(() => readProperty(object, name, path), placeholders.get(name));
  /** @param {any} value @param {string} path */
  const copy = (value, path) =>
    problems.collect(() => copyPlain(value, path), placeholders.get(path));
  const values = Object.fromEntries(supplied.map((name) => [name, read(options, name)]));
  /** @type {Record<string, any>} A copy: later changes by the caller must not change the connection. */
  const config = {};
  for (const name of ownKeys(options, 'options')) {
    if (!supplied.includes(name)) config[name] = copy(read(options, name), name);
  }
  if (config.domain === unreadable && config.baseUrl != null) delete config.domain;
  if (config.baseUrl === unreadable) {
    delete config.baseUrl;
    config.domain ??= unreadable;
  }
  const { fetch, now, sleep, random, tokenStore, planStore, onRefreshToken, credentials } = values;
  const functions = { now, sleep, random, onRefreshToken };
  const storeFunctions = tokenStore != null && {
    'tokenStore.get': read(tokenStore, 'get', 'tokenStore.get') ?? null,
    'tokenStore.set': read(tokenStore, 'set', 'tokenStore.set') ?? null,
  };
  const planFunctions = planStore != null && {
    'planStore.get': read(planStore, 'get', 'planStore.get') ?? null,
    'planStore.putIfAbsent': read(planStore, 'putIfAbsent', 'planStore.putIfAbsent') ?? null,
  };
  const all = { fetch, ...functions, ...storeFunctions, ...planFunctions };
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && typeof value !== 'function') {
      problems.add(name, `must be a function but is ${describeValue(value)}`);
    }
  }
  const maxBytes = values.maxResponseBytes ?? defaultMaxResponseBytes;
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
    const problem = `must be a whole number of bytes of 1 or more but is ${describeValue(maxBytes)}`;
    problems.add('maxResponseBytes', problem);
  }
  const ownTransport =
    fetch === undefined ? transport : { ...transport, fetch, supportsTimeout: never };
  /** @type {Record<string, any>} */
  const host = {
    send: createSend(ownTransport, maxBytes),
    ...hostFunctions(
      { ...functions, tokenStore, planStore, credentials },
      config.timeoutMs ?? defaultTimeoutMs,
    ),
  };
  config.credentials =
    typeof credentials === 'function'
      ? { type: 'supplied' }
      : problems.collect(() => credentialsOf(credentials), placeholders.get('credentials'));
  return { config, host };
}

/**
 * A copy of a credential. The type `supplied` is internal: it stands for the host's function.
 * @param {unknown} option
 */
function credentialsOf(option) {
  const credentials = copyPlain(option, 'credentials');
  if (option !== placeholders.get('credentials') && credentials?.type === 'supplied') {
    throw invalid('credentials.type', "must be a type of credential but is 'supplied'");
  }
  return credentials;
}

/**
 * The host's functions for one instance. A broken instance sends no more requests, and receives no response.
 * @param {ReturnType<typeof splitOptions>['host']} host
 * @param {import('./instance.mjs').Running} instance
 * @param {import('./rotation.mjs').Rotation} rotation
 */
export function hostFor(host, instance, rotation) {
  const { isAlive } = instance;
  /** @type {typeof host} */
  const functions = {
    renewed: rotation.newest,
    remember: (/** @type {string} */ refreshToken, /** @type {boolean} */ isKept) =>
      rotation.remember(refreshToken, isKept, instance),
  };
  const send = rotation.watch(host.send, instance, host.onRefreshToken);
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
