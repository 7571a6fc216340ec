// A request of node:http, Express or Fastify as handleEvent reads it: its method, headers and body.

/**
 * @param {any} incoming
 * @returns {Request}
 */
export function toRequest(incoming) {
  // Fastify's request contains node:http's.
  const message = incoming.raw ?? incoming;
  /** @param {string} name */
  const get = (name) => message.headers[name] ?? null;
  // Nothing else is read of it. A `Request` would cost more, and its stream would end the connection when it is cancelled,
  // before the response is sent.
  return /** @type {any} */ ({
    method: message.method,
    headers: { get },
    body: { getReader: () => (isUnread(message) ? readerOf(message) : parsedBody(incoming.body)) },
  });
}

/**
 * Whether no framework has read the body. `request.body` doesn't show that: Express 4 sets it to `{}` for a body that it
 * doesn't parse.
 * @param {import('node:http').IncomingMessage} message
 */
const isUnread = (message) => message.readableDidRead === false && !message.readableEnded;

/** @param {import('node:http').IncomingMessage} message */
function readerOf(message) {
  const chunks = message.iterator({ destroyOnReturn: false });
  return { read: () => chunks.next(), cancel: () => chunks.return?.() };
}

/** A reader of a body that the framework has read: bytes, a string, or parsed JSON. @param {unknown} body */
function parsedBody(body) {
  let isDone = false;
  return {
    async read() {
      if (isDone) return { done: true, value: undefined };
      isDone = true;
      return { done: false, value: bytesOf(body) };
    },
    async cancel() {},
  };
}

/** @param {unknown} body */
function bytesOf(body) {
  if (body instanceof Uint8Array) return body;
  // Not an empty body: that would be a response of 200, and the event would be lost.
  if (body == null) throw new TypeError('the body was read before, and is not in request.body');
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
