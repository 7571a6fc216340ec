// Node's transport: node:http and node:https with connections kept alive, which cost less than half of fetch for small
// requests. A fetch that takes the place of the runtime's (a mock, a monitor) is used all the same.
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { proxyFor } from './proxy.mjs';
import { authorization, throughProxy } from './tunnel.mjs';

/** @typedef {import('../index.d.ts').HostFetch} HostFetch */

const original = globalThis.fetch;

// Idle connections end before servers and load balancers usually do, and don't keep the process alive.
const kept = {
  keepAlive: true,
  keepAliveMsecs: 1000,
  timeout: 55_000,
  scheduling: /** @type {const} */ ('lifo'),
};
const agents = { 'http:': new HttpAgent(kept), 'https:': new HttpsAgent(kept) };

/** @type {HostFetch} */
export const nodeFetch = (url, init) =>
  globalThis.fetch === original ? send(new URL(url), init) : globalThis.fetch(url, init);

/**
 * @param {URL} url
 * @param {import('../index.d.ts').HostRequest} init
 * @returns {Promise<import('../index.d.ts').HostResponse>}
 */
async function send(url, { method, headers, body, signal }) {
  signal?.throwIfAborted();
  const proxy = proxyFor(url);
  const options = {
    method,
    headers: {
      ...headers,
      'accept-encoding': 'gzip, br, deflate',
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      ...(proxy && url.protocol === 'http:' && { host: url.host, ...authorization(proxy) }),
    },
    ...(proxy
      ? throughProxy(url, proxy)
      : { agent: agents[/** @type {'http:'} */ (url.protocol)] }),
  };
  const response = await answered(url, options, body, signal).catch((error) => {
    // The server ended a kept connection just when it was used again: nothing was read of it yet.
    if (method !== 'GET' || !error.wasKept) throw error;
    return answered(url, proxy ? options : { ...options, agent: false }, body, signal);
  });
  const text = read(response, signal);
  // Whoever doesn't read it must not be told of it as an unhandled rejection.
  text.catch(() => {});
  return {
    status: response.statusCode ?? 0,
    headers: {
      get: (name) => [response.headers[name.toLowerCase()] ?? null].flat().join(', ') || null,
    },
    text: () => text,
  };
}

/**
 * @param {URL} url
 * @param {import('node:https').RequestOptions} options
 * @param {string | undefined} body
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
function answered(url, options, body, signal) {
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start(url, options, resolve);
    stopWith(signal, request);
    // Small requests wait for nothing.
    request.setNoDelay(true);
    request.on('error', (error) => {
      const wasKept = request.reusedSocket && /** @type {any} */ (error).code === 'ECONNRESET';
      reject(
        wasKept && !signal?.aborted ? Object.assign(told(error), { wasKept }) : told(error, signal),
      );
    });
    request.end(body);
  });
}

/**
 * @param {import('node:http').IncomingMessage} response
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<string>}
 */
function read(response, signal) {
  return new Promise((resolve, reject) => {
    const decoded = decoding(response);
    const decoder = new TextDecoder();
    let text = '';
    /** @param {Error} error */
    const fail = (error) => reject(told(error, signal));
    response.on('error', fail);
    // A connection that ends early ends without an error event in some versions.
    response.on(
      'close',
      () => response.complete || fail(new Error('terminated: the connection was closed')),
    );
    decoded.on('error', fail);
    decoded.on('data', (chunk) => (text += decoder.decode(chunk, { stream: true })));
    decoded.on('end', () => response.complete && resolve(text + decoder.decode()));
  });
}

const decoders = new Map(
  /** @type {[string, () => import('node:stream').Duplex][]} */ ([
    ['gzip', createGunzip],
    ['x-gzip', createGunzip],
    ['br', createBrotliDecompress],
    ['deflate', createInflate],
  ]),
);

/** @param {import('node:http').IncomingMessage} response */
function decoding(response) {
  const coding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  const start = decoders.get(coding);
  const isEmpty = response.statusCode === 204 || response.statusCode === 304;
  return start && !isEmpty ? response.pipe(start()) : response;
}

/**
 * One listener for the request and its answer, gone when both are.
 * @param {AbortSignal | undefined} signal
 * @param {import('node:http').ClientRequest} request
 */
function stopWith(signal, request) {
  if (!signal) return;
  const stop = () => request.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  request.once('close', () => signal.removeEventListener('abort', stop));
}

/** As fetch tells it: a TypeError with the cause, or why the caller stopped. @param {any} error @param {AbortSignal} [signal] */
const told = (error, signal) =>
  signal?.aborted
    ? signal.reason
    : new TypeError(`fetch failed: ${error.message}`, { cause: error });
