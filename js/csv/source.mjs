// The content of a file, in any of the forms that hosts have it in, as chunks.
import { FileError } from './file-error.mjs';

/** The most of a value in memory that is one chunk. */
const chunkSize = 65_536;

const expected =
  'a string, a Uint8Array, an ArrayBuffer, a ReadableStream, or an (async) iterable of strings or Uint8Arrays';

/**
 * @param {any} source
 * @returns {AsyncGenerator<string | Uint8Array, void, void>}
 */
export async function* chunksOf(source) {
  if (typeof source === 'string') {
    for (let at = 0; at < source.length; at += chunkSize) yield source.slice(at, at + chunkSize);
  } else if (isBytes(source)) {
    const bytes = bytesOf(source);
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  } else if (typeof source?.stream === 'function') {
    yield* chunksOf(source.stream()); // A Blob or a File.
  } else if (typeof source?.getReader === 'function' && !source[Symbol.asyncIterator]) {
    yield* chunksOfReader(source.getReader()); // Some browsers can't iterate over a stream.
  } else if (source?.[Symbol.asyncIterator] || source?.[Symbol.iterator]) {
    for await (const chunk of source) yield checked(chunk);
  } else {
    throw new FileError('options', `source must be ${expected}, but is ${kindOf(source)}`);
  }
}

/** @param {ReadableStreamDefaultReader<any>} reader */
async function* chunksOfReader(reader) {
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      yield checked(value);
    }
  } finally {
    if (!isDone) await reader.cancel().catch(() => {});
  }
}

/** @param {unknown} chunk */
function checked(chunk) {
  if (typeof chunk === 'string') return chunk;
  if (isBytes(chunk)) return bytesOf(/** @type {ArrayBuffer} */ (chunk));
  throw new FileError(
    'options',
    `each chunk of the source must be a string or a Uint8Array, but one is ${kindOf(chunk)}`,
  );
}

/** @param {any} value */
const isBytes = (value) =>
  ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]';

/** @param {ArrayBuffer | ArrayBufferView} value */
const bytesOf = (value) =>
  ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);

/** @param {unknown} value */
const kindOf = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
