// A request's body as text, unless it is larger than an event can be.
import { isBytes, pauseSometimes } from './pause.mjs';
import { contained, unlessAborted } from './race.mjs';

// Workfront sends no larger ones, in bytes (docs/workfront-facts.md#delivery).
const largest = 1_048_576;

/**
 * Stops reading where it is too large: whoever sends it need not be Workfront.
 * @param {Request} request
 * @param {import('./limit.mjs').Limit} limit ends reading
 * @returns {Promise<string | undefined>} nothing where it is too large
 */
export async function readBody(request, limit) {
  if (Number(request.headers.get('content-length')) > largest) return undefined;
  const reader = request.body?.getReader();
  if (reader === undefined) return '';
  try {
    return await unlessAborted(readText(reader, limit.signal), limit);
  } catch (error) {
    // Not awaited: it may never settle.
    void contained(() => reader.cancel());
    throw error;
  }
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader @param {AbortSignal} [signal] */
async function readText(reader, signal) {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let count = 1; ; count += 1) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    if (!isBytes(value)) throw new TypeError('the body has a part that is no bytes');
    size += value.byteLength;
    if (size > largest) {
      void contained(() => reader.cancel());
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
    await pauseSometimes(count);
    signal?.throwIfAborted();
  }
}
