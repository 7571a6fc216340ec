// Node's transport: node:http and node:https with keep-alive connections, at half the cost of fetch. If a mock or a monitor
// has replaced the runtime's fetch, that one is used.
import { defaultMaxResponseBytes, isTooLarge } from '../core/response-size.mjs';
import { dropIdleSockets } from './agent.mjs';
import { decode } from './content-encoding.mjs';
import { start, wasStale } from './exchange.mjs';
import { resolveRoute } from './route.mjs';
import { Stop } from './stop.mjs';

/** @typedef {import('../core/send.mjs').Init} Init */
/** @typedef {import('../core/send.mjs').SentResponse} SentResponse */

const original = globalThis.fetch;

/** Whether `timeoutMs` and `maxResponseBytes` are enforced: a replaced fetch doesn't know them. */
export const supportsTimeout = () => globalThis.fetch === original;

/**
 * @param {string} url
 * @param {Init} init
 * @returns {PromiseLike<SentResponse>}
 */
export const nodeFetch = (url, init) =>
  supportsTimeout() ? send(url, init) : globalThis.fetch(url, init);

/**
 * @param {string} url
 * @param {Init} init
 * @returns {Promise<SentResponse>}
 */
async function send(url, init) {
  init.signal?.throwIfAborted();
  const stop = new Stop(init.timeoutMs, init.signal);
  const limit = init.maxResponseBytes ?? defaultMaxResponseBytes;
  try {
    const route = await resolveRoute(url);
    const { response, body } = await exchange(
      route,
      { ...formatRequest(route, init), limit },
      stop,
    );
    const bytes = readBytes(response, body, limit, stop);
    // The reader handles the error, but the text may never be read.
    bytes.catch(() => {});
    return {
      status: response.statusCode ?? 0,
      headers: headersOf(response),
      // WebAssembly reads long texts from their bytes. A string of each would only be garbage.
      text: async (/** @type {boolean | undefined} */ asBytes) =>
        asBytes ? await bytes : (await bytes).toString(),
    };
  } catch (error) {
    stop.end();
    throw errorFrom(error, stop);
  }
}

/** @param {import('./route.mjs').Route} route @param {Init} init */
function formatRequest(route, { method, headers, body }) {
  const all = [...route.headers, ...Object.entries(headers).flat(), ...encodings];
  if (body !== undefined || method === 'POST' || method === 'PUT') {
    all.push('content-length', String(Buffer.byteLength(body ?? '')));
  }
  // Node writes the head and a string body in one encoding, UTF-8, but headers are latin1.
  const isAscii = body === undefined || !all.some((part) => /[\x80-\xff]/.test(part));
  return { method, headers: all, body: isAscii ? body : Buffer.from(body) };
}

const byteOrderMark = Buffer.from('\ufeff');

const encodings = ['accept-encoding', 'gzip, br, deflate'];

/**
 * @param {import('./route.mjs').Route} route
 * @param {Parameters<typeof start>[1]} init
 * @param {Stop} stop
 */
async function exchange(route, init, stop) {
  const first = start(route, init, stop);
  try {
    return await first.exchange;
  } catch (error) {
    // A write may have happened.
    if (init.method !== 'GET' || stop.isStopped || !wasStale(first.request, error)) throw error;
  }
  const { agent, host, port } = route.options;
  dropIdleSockets(agent, host, port);
  return start(route, init, stop).exchange;
}

/** @param {import('node:http').IncomingMessage} response */
const headersOf = ({ headers }) => ({
  /** @param {string} name */
  get(name) {
    const value = headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  },
});

/**
 * @param {import('node:http').IncomingMessage} response
 * @param {Promise<Buffer>} body
 * @param {number} limit
 * @param {Stop} stop
 * @returns {Promise<Buffer>}
 */
async function readBytes({ headers }, body, limit, stop) {
  try {
    const sent = await body;
    const encoding = headers['content-encoding'];
    const bytes = encoding ? await decode(sent, encoding, limit, stop) : sent;
    return bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes;
  } catch (error) {
    throw errorFrom(error, stop);
  } finally {
    stop.end();
  }
}

/** The error as fetch throws it: a TypeError with the cause, or the reason of the stop. @param {any} error @param {Stop} stop */
function errorFrom(error, { isStopped, reason }) {
  if (isStopped) return reason;
  return isTooLarge(error)
    ? error
    : new TypeError(`fetch failed: ${error.message}`, { cause: error });
}
