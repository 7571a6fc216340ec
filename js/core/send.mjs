// One request through a fetch, and what the WebAssembly needs of its answer: all of it in one crossing each way.

/** @typedef {import('../index.d.ts').HostRequest & { timeoutMs?: number }} Init */
/** @typedef {(url: string, init: Init) => PromiseLike<import('../index.d.ts').HostResponse>} Fetch */
/** @typedef {{ fetch: Fetch, supportsTimeout: () => boolean, limited: typeof import('./limit.mjs').limited }} Transport
 * A fetch, whether it heeds `timeoutMs` itself, as only this package's own do, and what limits it where it doesn't. */

// How much of a body that isn't JSON is kept, in UTF-16 units.
const kept = 2_000;

/**
 * What sends, for the WebAssembly.
 * @param {Transport} transport
 */
export function sender({ fetch, supportsTimeout, limited }) {
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
    const ownTime = supportsTimeout();
    if (ownTime) init.timeoutMs = timeoutMs;
    const limit = limited(ownTime ? 0 : timeoutMs, caller);
    if (limit.signal) init.signal = limit.signal;
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
      limit.end();
    }
  };
}

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
function answer(status, headers, text) {
  /** @type {{ status: number, json?: any, text?: string, retryAfter?: string, location?: string }} */
  const told = {
    // What a browser shows of a redirect that it doesn't follow has no status.
    status: status || 302,
    json: undefined,
    text: undefined,
    retryAfter: undefined,
    location: undefined,
  };
  try {
    told.json = JSON.parse(/** @type {string} */ (text));
  } catch {
    told.text = typeof text === 'string' && text.trim() ? text.slice(0, kept) : '';
  }
  // To ask for a header costs as much as to read a small answer, and what is fine needs neither.
  if (status !== 200 || told.json?.error != null) {
    told.retryAfter = header(headers, 'retry-after');
    told.location = header(headers, 'location');
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
