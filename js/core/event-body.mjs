// The body of an event's request as text.
import { isBytes } from './bytes.mjs';
import { pauseSometimes } from './pause.mjs';
import { runSafely, unlessAborted } from './race.mjs';

// The largest body that Workfront sends, in bytes (docs/workfront-facts.md#delivery).
const maxBytes = 1_048_576;

/**
 * Stops reading when the body is too large: the sender may not be Workfront.
 * @param {Request} request
 * @param {import('./limit.mjs').Limit} limit ends reading
 * @returns {Promise<string | undefined>} undefined if the body is too large
 */
export async function readBody(request, limit) {
  if (Number(request.headers.get('content-length')) > maxBytes) return undefined;
  const reader = request.body?.getReader();
  if (reader === undefined) return '';
  try {
    return await unlessAborted(readText(reader, limit.signal), limit);
  } catch (error) {
    // Not awaited: it may never settle.
    void runSafely(() => reader.cancel());
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
    if (!isBytes(value)) throw new TypeError('the chunks of the body must be Uint8Arrays');
    size += value.byteLength;
    if (size > maxBytes) {
      void runSafely(() => reader.cancel());
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
    await pauseSometimes(count);
    signal?.throwIfAborted();
  }
}
