// Node's transport: node:http and node:https with connections kept alive, which cost less than half of fetch for small
// requests. A fetch that takes the place of the runtime's (a mock, a monitor) is used all the same.
// What a process may never need is loaded when it does: its first call comes the sooner.
import { speakerOf } from './protocols.mjs';
import { proxyFor } from './proxy.mjs';

/** @typedef {import('../index.d.ts').HostFetch} HostFetch */

const original = globalThis.fetch;

/** @type {HostFetch} */
export const nodeFetch = (url, init) =>
  globalThis.fetch === original ? send(new URL(url), init) : globalThis.fetch(url, init);

/**
 * @param {URL} url
 * @param {import('../index.d.ts').HostRequest} init
 * @returns {Promise<import('../index.d.ts').HostResponse>}
 */
async function send(url, { method, headers, body, signal }) {
  const proxy = proxyFor(url);
  const { request, agent } = await speakerOf(url.protocol);
  const tunnel = proxy && (await import('./tunnel.mjs'));
  signal?.throwIfAborted();
  const options = {
    method,
    headers: {
      ...headers,
      'accept-encoding': 'gzip, br, deflate',
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      ...(tunnel && url.protocol === 'http:' && { host: url.host, ...tunnel.authorization(proxy) }),
    },
    ...(tunnel ? tunnel.throughProxy(url, proxy) : { agent }),
  };
  const response = await answered(request, url, options, body, signal).catch((error) => {
    // The server ended a kept connection just when it was used again: nothing was read of it yet.
    if (method !== 'GET' || !error.wasKept) throw error;
    const anew = proxy ? options : { ...options, agent: false };
    return answered(request, url, anew, body, signal);
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
 * @param {import('./protocols.mjs').Speaker['request']} start
 * @param {URL} url
 * @param {import('node:https').RequestOptions} options
 * @param {string | undefined} body
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
function answered(start, url, options, body, signal) {
  return new Promise((resolve, reject) => {
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
    /** @param {import('node:stream').Readable} decoded */
    const take = (decoded) => {
      decoded.on('error', fail);
      decoded.on('data', (chunk) => (text += decoder.decode(chunk, { stream: true })));
      decoded.on('end', () => response.complete && resolve(text + decoder.decode()));
    };
    const decode = decoderOf(response);
    if (decode === undefined) take(response);
    else import('node:zlib').then((zlib) => take(response.pipe(zlib[decode]()))).catch(fail);
  });
}

const decoders = new Map(
  /** @type {const} */ ([
    ['gzip', 'createGunzip'],
    ['x-gzip', 'createGunzip'],
    ['br', 'createBrotliDecompress'],
    ['deflate', 'createInflate'],
  ]),
);

/** @param {import('node:http').IncomingMessage} response */
function decoderOf(response) {
  const coding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  const isEmpty = response.statusCode === 204 || response.statusCode === 304;
  return isEmpty ? undefined : decoders.get(/** @type {'gzip'} */ (coding));
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
