// One request over node:http or node:https, and its response.
import { tooLargeError } from '../core/response-size.mjs';

/** @typedef {import('node:http').ClientRequest} ClientRequest */
/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {{ response: IncomingMessage, body: Promise<Buffer> }} Exchange the body is as it was sent */

/**
 * @param {import('./route.mjs').Route} route
 * @param {{ method: string, headers: string[], body: string | Buffer | undefined, limit: number }} init
 * @param {import('./stop.mjs').Stop} stop
 * @returns {{ request: ClientRequest, exchange: Promise<Exchange> }} settled when the head of the response has arrived
 */
export function start({ module, options, isTunnel }, { method, headers, body, limit }, stop) {
  stop.throwIfStopped();
  const tunnel = isTunnel ? new AbortController() : undefined;
  const init = { ...options, method, headers, ...(tunnel && { tunnelSignal: tunnel.signal }) };
  const request = module.request(init);
  /** @type {Promise<Exchange>} */
  const exchange = new Promise((resolve, reject) => {
    stop.onStop((reason) => {
      // Destroying the request doesn't end its CONNECT.
      tunnel?.abort();
      request.destroy();
      reject(reason);
    });
    request.on('error', reject);
    request.on('close', () => reject(new Error('the connection was closed without a response')));
    request.on('response', (response) => {
      // Node's parser accepts any three digits.
      if (Number(response.statusCode) < 100) {
        request.destroy(
          new Error(`the status must be 100 or higher but is ${response.statusCode}`),
        );
        return;
      }
      const read = readBody(request, response, limit, stop);
      // The reader handles the error, but the body may never be read.
      read.catch(() => {});
      resolve({ response, body: read });
    });
  });
  request.end(body);
  return { request, exchange };
}

/**
 * @param {ClientRequest} request
 * @param {IncomingMessage} response
 * @param {number} limit
 * @param {import('./stop.mjs').Stop} stop
 * @returns {Promise<Buffer>}
 */
const readBody = (request, response, limit, stop) =>
  new Promise((resolve, reject) => {
    /** @param {unknown} reason */
    const fail = (reason) => {
      reject(reason);
      request.destroy();
    };
    stop.onStop(fail);
    /** @type {Buffer[]} */
    const chunks = [];
    let size = 0;
    response.on('data', (chunk) => {
      size += chunk.length;
      if (size > limit) fail(tooLargeError(limit));
      else chunks.push(chunk);
    });
    response.on('end', () => {
      // From here on the connection serves other requests.
      stop.release();
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
    });
    response.on('error', reject);
  });

/**
 * Whether an exchange without a response failed because the server closed the idle connection that it reused.
 * @param {ClientRequest} request
 * @param {any} error
 */
export const wasStale = (request, error) =>
  request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error?.code);
