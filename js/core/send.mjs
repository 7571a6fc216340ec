// One request through a fetch, and what the WebAssembly needs of its response: all of it in one crossing each way.
import { isTooLarge } from './response-size.mjs';
import { readText } from './response-text.mjs';

/** @typedef {import('../index.d.ts').HostRequest & { timeoutMs?: number, maxResponseBytes?: number }} Init */
/** @typedef {(url: string, init: Init) => PromiseLike<import('../index.d.ts').HostResponse>} Fetch */
/** @typedef {{ fetch: Fetch, supportsTimeout: () => boolean, limited: typeof import('./limit.mjs').limited }} Transport
 * A fetch, whether it enforces `timeoutMs` and `maxResponseBytes` itself, as only this package's own does, and what
 * limits its time where it doesn't. */

// How much of a body that isn't JSON is kept, in UTF-16 units.
const kept = 2_000;

/**
 * What sends, for the WebAssembly.
 * @param {Transport} transport
 * @param {number} maxResponseBytes
 */
export function sender({ fetch, supportsTimeout, limited }, maxResponseBytes) {
  const headersOf = reader();
  /**
   * @param {string} method
   * @param {string} url
   * @param {string} headers name, value, name, value …, each with the end of its line
   * @param {string | undefined} body
   * @param {number} timeoutMs 0 for as long as it takes
   * @param {AbortSignal | undefined} caller
   */
  return async (method, url, headers, body, timeoutMs, caller) => {
    /** @type {Init} */
    const init = { method, headers: headersOf(headers), redirect: 'manual' };
    if (body !== undefined) init.body = body;
    const isOwn = supportsTimeout();
    if (isOwn) Object.assign(init, { timeoutMs, maxResponseBytes });
    const limit = limited(isOwn ? 0 : timeoutMs, caller);
    if (limit.signal) init.signal = limit.signal;
    try {
      const response = await fetch(url, init);
      // By its shape: it may come from another realm, or be no Response at all.
      const status = response?.status;
      if (typeof status !== 'number') throw new TypeError("the host's fetch gave no response");
      if (typeof response.text !== 'function') {
        throw new TypeError("the host's response has no text()");
      }
      let text;
      try {
        text = await (isOwn ? response.text() : readText(response, maxResponseBytes));
      } catch (error) {
        // The status of a refusal counts, whatever became of the body that explains it.
        if (!isRefusal(status) || isTooLarge(error) || isStop(error, limit.signal)) throw error;
      }
      return summarize(status, response.headers, text);
    } finally {
      limit.end();
    }
  };
}

/** Whether nothing was done, by the status alone. @param {number} status */
const isRefusal = (status) => status >= 300 && status < 500;

/** Whether the caller or the time limit ended it. @param {any} error @param {AbortSignal} [signal] */
const isStop = (error, signal) =>
  signal?.aborted || error?.name === 'TimeoutError' || error?.name === 'AbortError';

/** Reads headers, an object of its own each time. They are mostly those of the request before. */
function reader() {
  let last = '';
  /** @type {Record<string, string>} */
  let read = {};
  /** @param {string} headers */
  return (headers) => {
    if (headers !== last) {
      const parts = headers.split('\n');
      read = {};
      for (let at = 1; at < parts.length; at += 2) read[parts[at - 1]] = parts[at];
      last = headers;
    }
    return { ...read };
  };
}

/**
 * @param {number} status
 * @param {import('../index.d.ts').HostResponse['headers'] | undefined} headers
 * @param {unknown} text
 */
function summarize(status, headers, text) {
  /** @type {{ status: number, json?: any, text?: string, retryAfter?: string, location?: string }} */
  const summary = {
    // What a browser shows of a redirect that it doesn't follow has no status.
    status: status || 302,
    json: undefined,
    text: undefined,
    retryAfter: undefined,
    location: undefined,
  };
  try {
    summary.json = JSON.parse(/** @type {string} */ (text));
  } catch {
    summary.text = typeof text === 'string' && text.trim() ? text.slice(0, kept) : '';
  }
  // To ask for a header costs as much as to read a small response, and what is fine needs neither.
  if (status !== 200 || summary.json?.error != null) {
    summary.retryAfter = header(headers, 'retry-after');
    summary.location = header(headers, 'location');
  }
  return summary;
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
