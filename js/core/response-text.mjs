// The body of a host's response as text, no larger than allowed.
import { isBytes, pauseSometimes } from './pause.mjs';
import { contained } from './race.mjs';
import { tooLargeError } from './response-size.mjs';

/** @typedef {import('../index.d.ts').HostResponse} HostResponse */

/**
 * Counts the bytes while they arrive where the response has a stream, and afterwards where there is only `text()`.
 * @param {HostResponse & { body?: any, bodyUsed?: boolean }} response
 * @param {number} limit
 * @param {AbortSignal} [signal] ends reading
 * @returns {Promise<unknown>} text, unless the host's `text()` gives something else
 */
export async function readText(response, limit, signal) {
  const { body } = response;
  // A stream of Node's has no reader, and one that was read already can't be read again.
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
    if (!isBytes(value)) throw new TypeError('the body has a part that is no bytes');
    size += value.byteLength;
    if (size > limit || signal?.aborted) {
      // Not awaited: a host may never settle it.
      void contained(() => reader.cancel());
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

/** Whether a string has more bytes in UTF-8, where each UTF-16 unit takes one to three. @param {string} text @param {number} limit */
const isLonger = (text, limit) =>
  text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit);
