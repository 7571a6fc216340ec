// The tenant's answers as a fetch gives them: late, cut off or never, where the tenant says so.

/** @typedef {import('./index.d.ts').RecordedRequest} RecordedRequest */
/** @typedef {import('./index.d.ts').TenantAnswer} TenantAnswer */

export class Answers {
  /** @param {(request: RecordedRequest & { bytes: Uint8Array }) => TenantAnswer} handle */
  constructor(handle) {
    /**
     * @param {string | URL | Request} input
     * @param {RequestInit} [init]
     */
    this.fetch = async (input, init) => {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const bytes = new Uint8Array(await request.arrayBuffer());
      const { method, url } = request;
      const body = new TextDecoder().decode(bytes);
      const arrived = performance.now();
      const answer = handle({ method, url, headers: [...request.headers], body, bytes });
      await delay(left(answer.delayMs, arrived), request.signal);
      if (answer.dropped) throw new TypeError('fetch failed: the connection was closed');
      return response(answer);
    };
  }
}

/** @param {TenantAnswer} answer */
function response({ status, headers, body }) {
  const missing = promised(headers) > body.length;
  const hasBody = ![204, 205, 304].includes(status);
  return new Response(hasBody ? (missing ? cutOff(body) : body) : null, { status, headers });
}

/**
 * What is left of an answer's delay: a real service works while the time passes, so its work is part of it.
 * @param {number} delayMs
 * @param {number} arrived by `performance.now()`
 */
export const left = (delayMs, arrived) => delayMs - (performance.now() - arrived);

/** How long the answer was to be: more than came, when the connection is cut. */
export function promised(/** @type {[string, string][]} */ headers) {
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length');
  return length === undefined ? 0 : Number(length[1]);
}

/** @param {Uint8Array} body */
const cutOff = (body) =>
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
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve(undefined);
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
