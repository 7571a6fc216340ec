// Decompresses a response's body.
import { tooLargeError } from '../core/response-size.mjs';
import { zlib } from './builtin.mjs';

/** @typedef {'createGunzip' | 'createBrotliDecompress' | 'createInflate' | 'createInflateRaw'} Decoder */

/** @param {string} encoding @param {Buffer} bytes @returns {Decoder | undefined} */
function decoderFor(encoding, bytes) {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return 'createGunzip';
    case 'br':
      return 'createBrotliDecompress';
    case 'deflate':
      // Some servers omit the zlib header, whose first byte ends with 8.
      return (bytes[0] & 0x0f) === 8 ? 'createInflate' : 'createInflateRaw';
    default:
      return undefined;
  }
}

/**
 * @param {Buffer} bytes
 * @param {string} encoding
 * @param {number} limit the most bytes after decompression
 * @param {import('./stop.mjs').Stop} stop
 * @returns {Promise<Buffer>}
 */
export async function decode(bytes, encoding, limit, stop) {
  const name = bytes.length > 0 ? decoderFor(encoding, bytes) : undefined;
  if (!name) return bytes;
  const decoder = (await zlib())[name]();
  return new Promise((resolve, reject) => {
    /** @param {unknown} reason */
    const fail = (reason) => {
      decoder.destroy();
      reject(reason);
    };
    stop.onStop(fail);
    /** @type {Buffer[]} */
    const chunks = [];
    let size = 0;
    decoder.on('data', (chunk) => {
      size += chunk.length;
      if (size > limit) return fail(tooLargeError(limit));
      chunks.push(chunk);
    });
    decoder.on('end', () => resolve(Buffer.concat(chunks, size)));
    decoder.on('error', reject);
    decoder.end(bytes);
  });
}
