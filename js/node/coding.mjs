// A body as it was before it was compressed.
import { promisify } from 'node:util';

/** @typedef {'gunzip' | 'brotliDecompress' | 'inflate'} Undoing */

/** @type {Map<string, Undoing>} */
const undoing = new Map([
  ['gzip', 'gunzip'],
  ['x-gzip', 'gunzip'],
  ['br', 'brotliDecompress'],
  ['deflate', 'inflate'],
]);

/**
 * @param {Buffer} bytes
 * @param {string | undefined} coding
 * @returns {Buffer | Promise<Buffer>}
 */
export function decoded(bytes, coding) {
  const name = coding && undoing.get(coding.trim().toLowerCase());
  return name && bytes.length > 0 ? undone(bytes, name) : bytes;
}

/** @param {Buffer} bytes @param {Undoing} name @returns {Promise<Buffer>} */
async function undone(bytes, name) {
  // Loaded where it is needed.
  const zlib = await import('node:zlib');
  return promisify(zlib[name])(bytes);
}
