// Sends one request with a fetch, and summarizes its response for the WebAssembly: each is a single crossing of the boundary.
import { noop } from './limit.mjs';
import { unlessAborted } from './race.mjs';
import { tryRead } from './reason.mjs';
import { isTooLarge } from './response-size.mjs';
import { readText } from './response-text.mjs';

/** @typedef {import('../index.d.ts').HostRequest & { timeoutMs?: number, maxResponseBytes?: number }} Init */
/** @typedef {import('../index.d.ts').HostResponse} HostResponse */
/** @typedef {Omit<HostResponse, 'text'> & { text(asBytes?: boolean): PromiseLike<any> }} SentResponse
 * Node's transport returns the bytes of the text if they are wanted; a host's own fetch ignores that. */
/** @typedef {(url: string, init: Init) => PromiseLike<SentResponse>} Fetch */
/** @typedef {{ fetch: Fetch, supportsTimeout: () => boolean, withTimeout: typeof import('./limit.mjs').withTimeout }} Transport
 * A fetch; whether it enforces `timeoutMs` and `maxResponseBytes` itself, as Node's transport does; and the function that
 * limits its time if it doesn't. */

/** For a fetch that enforces its limits itself. @param {AbortSignal | undefined} signal */
const unlimited = (signal) => ({ signal, onAbort: noop, end: noop });

// The part of a body that isn't JSON which is kept, in UTF-16 units.
const maxTextLength = 2_000;

/**
 * The function with which the WebAssembly sends requests.
 * @param {Transport} transport
 * @param {number} maxResponseBytes
 */
export function createSend({ fetch, supportsTimeout, withTimeout }, maxResponseBytes) {
  const headersOf = headersReader();
  /**
   * @param {string} method
   * @param {string} url
   * @param {string} headers name, value, name, value …, each followed by a line break
   * @param {string | undefined} body
   * @param {number} timeoutMs 0 for no limit
   * @param {AbortSignal | undefined} caller
   * @param {boolean} asText whether the text of a success is wanted, unparsed
   */
  return async (method, url, headers, body, timeoutMs, caller, asText) => {
    /** @type {Init} */
    const init = { method, headers: headersOf(headers), redirect: 'manual' };
    if (body !== undefined) init.body = body;
    const hasLimits = supportsTimeout();
    if (hasLimits) Object.assign(init, { timeoutMs, maxResponseBytes });
    const limit = hasLimits ? unlimited(caller) : withTimeout(timeoutMs, caller);
    if (limit.signal) init.signal = limit.signal;
    try {
      const work = exchange(
        fetch,
        url,
        init,
        hasLimits ? 0 : maxResponseBytes,
        asText,
        limit.signal,
      );
      return await (hasLimits ? work : unlessAborted(work, limit));
    } finally {
      limit.end();
    }
  };
}

/**
 * @param {Fetch} fetch
 * @param {string} url
 * @param {Init} init
 * @param {number} limit in bytes; 0 if the fetch enforces it itself
 * @param {boolean} asText
 * @param {AbortSignal} [signal]
 */
async function exchange(fetch, url, init, limit, asText, signal) {
  const response = await fetch(url, init);
  // Checked by its shape: it may come from another realm, or not be a Response.
  const status = response?.status;
  if (!isStatus(status)) throw new TypeError("the host's fetch must return a Response");
  if (typeof response.text !== 'function') {
    throw new TypeError("the host's fetch must return a Response with text()");
  }
  /** @type {any} */
  let text;
  try {
    text = await (limit > 0 ? readText(response, limit, signal) : response.text(asText));
    if (!asText && typeof text !== 'string')
      throw new TypeError('text() of the Response must return a string');
  } catch (error) {
    // The status of a refusal is enough, even if the body that explains it can't be read.
    if (!isRefusal(status) || isTooLarge(error) || isStop(error, signal)) throw error;
  }
  return summarize(status, response.headers, text, asText);
}

/** Browsers show status 0 for a redirect that isn't followed. @param {any} status @returns {status is number} */
const isStatus = (status) =>
  Number.isInteger(status) && (status === 0 || (status >= 100 && status <= 999));

/** Whether the status proves that nothing was done. @param {number} status */
const isRefusal = (status) => status >= 300 && status < 500;

/** Whether the caller or the time limit ended it. @param {any} error @param {AbortSignal} [signal] */
const isStop = (error, signal) =>
  signal?.aborted || ['TimeoutError', 'AbortError'].includes(tryRead(error, 'name'));

/** Parses headers into a new object each time. Most requests have the headers of the one before. */
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
 * @param {string | undefined} text
 * @param {boolean} asText
 */
function summarize(status, headers, text, asText) {
  /** @type {{ status: number, json?: any, text?: string, retryAfter?: string, location?: string }} */
  // A browser hides the status of a redirect that it doesn't follow.
  const summary = { status: status || 302 };
  try {
    if (asText) summary.text = text ?? '';
    else summary.json = JSON.parse(/** @type {string} */ (text));
  } catch {
    summary.text = text?.trim() ? text.slice(0, maxTextLength) : '';
  }
  // Reading a header costs as much as reading a small response, and a success needs none.
  if (asText || status !== 200 || summary.json?.error != null) {
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
    // The headers can't be read.
    return undefined;
  }
}
