// The tenant's responses as a `fetch` returns them: delayed, truncated or dropped, if a fault says so.

/** @typedef {import('./index.d.ts').RecordedRequest} RecordedRequest */
/** @typedef {import('./index.d.ts').TenantAnswer} TenantAnswer */

/**
 * A `fetch` that passes requests to the tenant.
 * @param {(request: RecordedRequest & { bytes: Uint8Array }) => TenantAnswer} handle
 */
export function createFetch(handle) {
  /**
   * @param {string | URL | Request} input
   * @param {RequestInit} [init]
   */
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { method, url } = request;
    const body = new TextDecoder().decode(bytes);
    const arrivedAt = performance.now();
    const response = handle({ method, url, headers: [...request.headers], body, bytes });
    await delay(remainingDelay(response.delayMs, arrivedAt), request.signal);
    if (response.dropped) throw new TypeError('fetch failed: the connection was closed');
    return toResponse(response);
  };
}

/** @param {TenantAnswer} response */
function toResponse({ status, headers, body }) {
  const isTruncated = declaredLength(headers) > body.length;
  const hasBody = ![204, 205, 304].includes(status);
  return new Response(hasBody ? (isTruncated ? truncated(body) : body) : null, { status, headers });
}

/**
 * The rest of a response's delay. The delay includes the sandbox's own processing time.
 * @param {number} delayMs
 * @param {number} arrivedAt by `performance.now()`
 */
export const remainingDelay = (delayMs, arrivedAt) => delayMs - (performance.now() - arrivedAt);

/** The value of `Content-Length`. It is larger than the body if the response is truncated. */
export function declaredLength(/** @type {[string, string][]} */ headers) {
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length');
  return length === undefined ? 0 : Number(length[1]);
}

/**
 * A stream that fails after these bytes.
 * @param {Uint8Array} body
 */
const truncated = (body) =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(body);
    },
    pull(controller) {
      controller.error(new TypeError('terminated: the connection was closed'));
    },
  });

/**
 * @param {number} ms
 * @param {AbortSignal} signal
 */
const delay = (ms, signal) =>
  new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve(undefined);
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
