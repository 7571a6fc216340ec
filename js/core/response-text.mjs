// The body of a host's response as text, within the size limit.
import { isBytes } from './bytes.mjs';
import { pauseSometimes } from './pause.mjs';
import { runSafely } from './race.mjs';
import { tooLargeError } from './response-size.mjs';

/** @typedef {import('../index.d.ts').HostResponse} HostResponse */

/**
 * Counts the bytes of a stream while they arrive, and those of `text()` afterwards.
 * @param {HostResponse & { body?: any, bodyUsed?: boolean }} response
 * @param {number} limit
 * @param {AbortSignal} [signal] ends reading
 * @returns {Promise<unknown>} a string, unless the host's `text()` returns something else
 */
export async function readText(response, limit, signal) {
  const { body } = response;
  // A stream of Node has no getReader(), and a stream can be read only once.
  if (typeof body?.getReader === 'function' && !body.locked && response.bodyUsed !== true) {
    return new TextDecoder().decode(await readBytes(body.getReader(), limit, signal));
  }
  const text = await response.text();
  if (typeof text === 'string' && isLonger(text, limit)) throw tooLargeError(limit);
  return text;
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader @param {number} limit @param {AbortSignal} [signal] */
async function readBytes(reader, limit, signal) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (let count = 1; ; count += 1) {
    const { done, value } = await reader.read();
    if (done) return chunks.length === 1 ? chunks[0] : concat(chunks, size);
    if (!isBytes(value)) throw new TypeError('the chunks of the body must be Uint8Arrays');
    size += value.byteLength;
    if (size > limit || signal?.aborted) {
      // Not awaited: it may never settle.
      void runSafely(() => reader.cancel());
      throw size > limit ? tooLargeError(limit) : signal?.reason;
    }
    chunks.push(value);
    await pauseSometimes(count);
  }
}

/** @param {Uint8Array[]} chunks @param {number} size */
function concat(chunks, size) {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Whether a string is longer in UTF-8, where each UTF-16 unit takes one to three bytes. @param {string} text @param {number} limit */
const isLonger = (text, limit) =>
  text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit);
