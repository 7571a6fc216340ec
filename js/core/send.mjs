// One request through a fetch, and what the WebAssembly needs of its answer: all of it in one crossing each way.

import { limited } from './limit.mjs';

/** @typedef {import('../index.d.ts').HostRequest & { timeoutMs?: number }} Init */
/** @typedef {(url: string, init: Init) => PromiseLike<import('../index.d.ts').HostResponse>} Fetch */
/** @typedef {{ fetch: Fetch, keepsTime: () => boolean }} Transport
 * A fetch, and whether it heeds `timeoutMs` itself, as only this package's own do. */

// How much of a body that isn't JSON is kept, in UTF-16 units.
const kept = 2_000;

/**
 * What sends, for the WebAssembly.
 * @param {Transport} transport
 */
export const sender =
  ({ fetch, keepsTime }) =>
  /**
   * @param {string} method
   * @param {string} url
   * @param {string} headers name, value, name, value …, each with the end of its line
   * @param {string | undefined} body
   * @param {number} timeoutMs 0 for as long as it takes
   * @param {AbortSignal | undefined} caller
   */
  async (method, url, headers, body, timeoutMs, caller) => {
    /** @type {Init} */
    const init = { method, headers: {}, redirect: 'manual' };
    const parts = headers.split('\n');
    for (let at = 1; at < parts.length; at += 2) init.headers[parts[at - 1]] = parts[at];
    if (body !== undefined) init.body = body;
    const ownTime = keepsTime();
    if (ownTime) init.timeoutMs = timeoutMs;
    const { signal, end } = limited(ownTime ? 0 : timeoutMs, caller);
    if (signal) init.signal = signal;
    try {
      const response = await fetch(url, init);
      // By its shape: it may come from another realm, or be no Response at all.
      const status = response?.status;
      if (typeof status !== 'number') throw new TypeError("the host's fetch gave no response");
      if (typeof response.text !== 'function') {
        throw new TypeError("the host's response has no text()");
      }
      return answer(status, response.headers, await response.text());
    } finally {
      end();
    }
  };

/**
 * @param {number} status
 * @param {import('../index.d.ts').HostResponse['headers'] | undefined} headers
 * @param {unknown} text
 */
function answer(status, headers, text) {
  const told = {
    // What a browser shows of a redirect that it doesn't follow has no status.
    status: status || 302,
    retryAfter: header(headers, 'retry-after'),
    location: header(headers, 'location'),
    json: /** @type {unknown} */ (undefined),
    text: /** @type {string | undefined} */ (undefined),
  };
  try {
    told.json = JSON.parse(/** @type {string} */ (text));
  } catch {
    told.text = typeof text === 'string' && text.trim() ? text.slice(0, kept) : '';
  }
  return told;
}

/** @param {import('../index.d.ts').HostResponse['headers'] | undefined} headers @param {string} name */
function header(headers, name) {
  try {
    const value = headers?.get(name);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // None that can be read.
    return undefined;
  }
}
