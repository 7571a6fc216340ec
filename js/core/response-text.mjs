// The body of a host's response as text, no larger than allowed.
import { tooLargeError } from './response-size.mjs';

/** @typedef {import('../index.d.ts').HostResponse} HostResponse */

/**
 * Counts the bytes while they arrive where the response has a stream, and afterwards where there is only `text()`.
 * @param {HostResponse & { body?: any, bodyUsed?: boolean }} response
 * @param {number} limit
 * @returns {Promise<unknown>} text, unless the host's `text()` gives something else
 */
export async function readText(response, limit) {
  const { body } = response;
  // A stream of Node's has no reader, and one that was read already can't be read again.
  if (typeof body?.getReader === 'function' && !body.locked && response.bodyUsed !== true) {
    return new TextDecoder().decode(await readBytes(body.getReader(), limit));
  }
  const text = await response.text();
  if (typeof text === 'string' && isLonger(text, limit)) throw tooLargeError(limit);
  return text;
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader @param {number} limit */
async function readBytes(reader, limit) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return chunks.length === 1 ? chunks[0] : concat(chunks, size);
    size += value.byteLength;
    if (size > limit) {
      // Not awaited: a host may never settle it.
      reader.cancel().catch(() => {});
      throw tooLargeError(limit);
    }
    chunks.push(value);
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

/** Whether a string has more bytes in UTF-8, where each UTF-16 unit takes one to three. @param {string} text @param {number} limit */
const isLonger = (text, limit) =>
  text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit);
