// Node's transport: connections that are kept, each request in one piece. For small requests it costs a third of fetch,
// and half of node:http. A fetch that takes the place of the runtime's (a mock, a monitor) is used all the same.
import { decoded } from './coding.mjs';
import { lines, spellHead } from './head.mjs';
import { resolveRoute } from './route.mjs';
import { Stop } from './stop.mjs';

/** @typedef {import('../index.d.ts').HostRequest & { timeoutMs?: number }} Init */

const original = globalThis.fetch;

/** Whether `timeoutMs` is heeded: the runtime's fetch doesn't know it. */
export const supportsTimeout = () => globalThis.fetch === original;

/**
 * @param {string} url
 * @param {Init} init
 * @returns {PromiseLike<import('../index.d.ts').HostResponse>}
 */
export const nodeFetch = (url, init) =>
  supportsTimeout() ? send(url, init) : globalThis.fetch(url, init);

/**
 * @param {string} url
 * @param {Init} init
 * @returns {Promise<import('../index.d.ts').HostResponse>}
 */
async function send(url, { method, headers, body, signal, timeoutMs }) {
  signal?.throwIfAborted();
  const stop = new Stop(timeoutMs, signal);
  try {
    const { route, target } = resolveRoute(url);
    const head = spellHead(method, target, route.lines + lines(headers) + own(method, body));
    const answer = await over(route, head, body, method === 'GET', stop);
    const text = textOf(answer, stop);
    // Whoever doesn't read it must not be told of it as an unhandled rejection.
    text.catch(() => {});
    const { status, headers: given } = answer.head;
    const get = (/** @type {string} */ name) => given.get(name.toLowerCase()) ?? null;
    return { status, headers: { get }, text: () => text };
  } catch (error) {
    stop.end();
    throw told(error, stop);
  }
}

const encodings = 'accept-encoding: gzip, br, deflate\r\n';

/** The headers that are the transport's own. @param {string} method @param {string | undefined} body */
const own = (method, body) =>
  body === undefined && method !== 'POST' && method !== 'PUT'
    ? encodings
    : `${encodings}content-length: ${Buffer.byteLength(body ?? '')}\r\n`;

/**
 * @param {ReturnType<typeof resolveRoute>['route']} route
 * @param {string} head
 * @param {string | undefined} body
 * @param {boolean} isRead
 * @param {Stop} stop
 */
async function over(route, head, body, isRead, stop) {
  /** @param {import('./connection.mjs').Connection} connection */
  const on = (connection) => {
    stop.on((reason) => connection.stop(reason));
    return connection.send(head, body);
  };
  const kept = route.kept();
  if (kept) {
    try {
      return await on(kept);
    } catch (error) {
      // The server ended it just when it was used again: nothing was read of the answer yet.
      if (!isRead || stop.isWanted || kept.isAnswered) throw error;
    }
  }
  return on(await route.open(stop));
}

/** @param {import('./connection.mjs').Answer} answer @param {Stop} stop */
async function textOf({ head, body }, stop) {
  try {
    const coding = head.headers.get('content-encoding');
    const sent = await body;
    const text = (coding ? await decoded(sent, coding) : sent).toString();
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch (error) {
    throw told(error, stop);
  } finally {
    stop.end();
  }
}

/** As fetch tells it: a TypeError with the cause, or why the caller stopped. @param {any} error @param {Stop} stop */
const told = (error, { isWanted, reason }) =>
  isWanted ? reason : new TypeError(`fetch failed: ${error.message}`, { cause: error });
