// One request through a fetch, and what the WebAssembly needs of its response: all of it in one crossing each way.
import { ignore } from './limit.mjs';
import { unlessAborted } from './race.mjs';
import { read } from './reason.mjs';
import { isTooLarge } from './response-size.mjs';
import { readText } from './response-text.mjs';

/** @typedef {import('../index.d.ts').HostRequest & { timeoutMs?: number, maxResponseBytes?: number }} Init */
/** @typedef {(url: string, init: Init) => PromiseLike<import('../index.d.ts').HostResponse>} Fetch */
/** @typedef {{ fetch: Fetch, supportsTimeout: () => boolean, limited: typeof import('./limit.mjs').limited }} Transport
 * A fetch, whether it enforces `timeoutMs` and `maxResponseBytes` itself, as only this package's own does, and what
 * limits its time where it doesn't. */

/** For a fetch that keeps to its limits by itself. @param {AbortSignal | undefined} signal */
const unlimited = (signal) => ({ signal, onAbort: ignore, end: ignore });

// How much of a body that isn't JSON is kept, in UTF-16 units.
const kept = 2_000;

/**
 * What sends, for the WebAssembly.
 * @param {Transport} transport
 * @param {number} maxResponseBytes
 */
export function sender({ fetch, supportsTimeout, limited }, maxResponseBytes) {
  const headersOf = headersReader();
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
    const limit = isOwn ? unlimited(caller) : limited(timeoutMs, caller);
    if (limit.signal) init.signal = limit.signal;
    try {
      const work = exchange(fetch, url, init, isOwn ? 0 : maxResponseBytes, limit.signal);
      // This package's own ends in time by itself.
      return await (isOwn ? work : unlessAborted(work, limit));
    } finally {
      limit.end();
    }
  };
}

/**
 * @param {Fetch} fetch
 * @param {string} url
 * @param {Init} init
 * @param {number} limit of bytes; 0 where the fetch has one itself
 * @param {AbortSignal} [signal]
 */
async function exchange(fetch, url, init, limit, signal) {
  const response = await fetch(url, init);
  // By its shape: it may come from another realm, or be no Response at all.
  const status = response?.status;
  if (!isStatus(status)) throw new TypeError("the host's fetch gave no response");
  if (typeof response.text !== 'function') {
    throw new TypeError("the host's response has no text()");
  }
  let text;
  try {
    text = await (limit > 0 ? readText(response, limit, signal) : response.text());
    if (typeof text !== 'string') throw new TypeError("the host's text() gave no string");
  } catch (error) {
    // The status of a refusal counts, whatever became of the body that explains it.
    if (!isRefusal(status) || isTooLarge(error) || isStop(error, signal)) throw error;
  }
  return summarize(status, response.headers, text);
}

/** A browser's redirect that isn't followed has 0. @param {unknown} status @returns {status is number} */
const isStatus = (status) =>
  Number.isInteger(status) && (status === 0 || (Number(status) >= 100 && Number(status) <= 999));

/** Whether nothing was done, by the status alone. @param {number} status */
const isRefusal = (status) => status >= 300 && status < 500;

/** Whether the caller or the time limit ended it. @param {any} error @param {AbortSignal} [signal] */
const isStop = (error, signal) =>
  signal?.aborted || ['TimeoutError', 'AbortError'].includes(read(error, 'name'));

/** Reads headers, an object of its own each time. They are mostly those of the request before. */
function headersReader() {
  let last = '';
  /** @type {Record<string, string>} */
  let parsed = {};
  /** @param {string} headers */
  return (headers) => {
    if (headers !== last) {
      const parts = headers.split('\n');
      parsed = {};
      for (let at = 1; at < parts.length; at += 2) parsed[parts[at - 1]] = parts[at];
      last = headers;
    }
    return { ...parsed };
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
