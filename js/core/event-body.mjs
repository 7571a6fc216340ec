// A request's body as text, unless it is larger than an event can be.

// Workfront sends no larger ones, in bytes (facts, section 8.7).
const largest = 1_048_576;

/**
 * Stops reading where it is too large: whoever sends it need not be Workfront.
 * @param {Request} request
 * @returns {Promise<string | undefined>} nothing where it is too large
 */
export async function readBody(request) {
  if (Number(request.headers.get('content-length')) > largest) return undefined;
  const reader = request.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > largest) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
