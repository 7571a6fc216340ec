// A body as it was before it was compressed.
import { promisify } from 'node:util';

/** @typedef {'gunzip' | 'brotliDecompress' | 'inflate'} Undoing */

/** @type {any} */
const undoing = {
  __proto__: null,
  gzip: 'gunzip',
  'x-gzip': 'gunzip',
  br: 'brotliDecompress',
  deflate: 'inflate',
};

/**
 * @param {Buffer} bytes
 * @param {string | undefined} coding
 * @returns {Buffer | Promise<Buffer>}
 */
export function decoded(bytes, coding) {
  const name = coding && undoing[coding.trim().toLowerCase()];
  return name && bytes.length > 0 ? undone(bytes, name) : bytes;
}

/** @param {Buffer} bytes @param {Undoing} name @returns {Promise<Buffer>} */
async function undone(bytes, name) {
  // Loaded where it is needed.
  const zlib = await import('node:zlib');
  return promisify(zlib[name])(bytes);
}
