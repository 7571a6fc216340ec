// One request through a fetch, and what the WebAssembly needs of its answer: all of it in one crossing each way.

/** @typedef {import('../index.d.ts').HostFetch} HostFetch */

// How much of a body that isn't JSON is kept, in UTF-16 units.
const kept = 2_000;
// Timers take no more.
const longestMs = 2 ** 31 - 1;

/**
 * What sends, for the WebAssembly.
 * @param {HostFetch} fetch
 */
export const throughFetch =
  (fetch) =>
  /**
   * @param {string} method
   * @param {string} url
   * @param {string[]} headers name, value, name, value …
   * @param {string | undefined} body
   * @param {number} timeoutMs 0 for as long as it takes
   * @param {AbortSignal | undefined} signal
   */
  async (method, url, headers, body, timeoutMs, signal) => {
    const stop = timeoutMs > 0 ? limited(timeoutMs, signal) : { signal, end: nothing };
    /** @type {import('../index.d.ts').HostRequest} */
    const init = { method, headers: {}, redirect: 'manual' };
    for (let at = 0; at < headers.length; at += 2) init.headers[headers[at]] = headers[at + 1];
    if (body !== undefined) init.body = body;
    if (stop.signal) init.signal = stop.signal;
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
      stop.end();
    }
  };

const nothing = () => {};

/**
 * The caller's signal and a time limit as one. Both are let go of at the end: a signal of the platform's that waits
 * for the time limit costs more, and stays after the answer.
 * @param {number} timeoutMs
 * @param {AbortSignal | undefined} signal
 */
function limited(timeoutMs, signal) {
  const own = new AbortController();
  const follow = () => own.abort(signal?.reason);
  if (signal?.aborted) follow();
  else signal?.addEventListener('abort', follow, { once: true });
  const tooLate = () => own.abort(new DOMException('No answer in time', 'TimeoutError'));
  /** @type {any} */
  const timer = setTimeout(tooLate, Math.min(timeoutMs, longestMs));
  // Only an answer under way keeps a process alive.
  timer.unref?.();
  const end = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  };
  return { signal: own.signal, end };
}

/**
 * @param {number} status
 * @param {import('../index.d.ts').HostResponse['headers'] | undefined} headers
 * @param {unknown} text
 */
function answer(status, headers, text) {
  const found = {
    // What a browser shows of a redirect that it doesn't follow has no status.
    status: status || 302,
    retryAfter: header(headers, 'retry-after'),
    location: header(headers, 'location'),
    /** @type {string | undefined} */
    text: undefined,
    /** @type {unknown} */
    json: undefined,
  };
  try {
    found.json = JSON.parse(/** @type {string} */ (text));
  } catch {
    found.text = typeof text === 'string' && text.trim() !== '' ? text.slice(0, kept) : '';
  }
  return found;
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
