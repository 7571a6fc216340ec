// A body as it was before it was compressed.
import { zlib } from './builtin.mjs';

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
 * @param {string} coding
 * @returns {Promise<Buffer>}
 */
export async function decoded(bytes, coding) {
  const name = undoing[coding.trim().toLowerCase()];
  if (!name || bytes.length === 0) return bytes;
  const undo = (await zlib())[/** @type {Undoing} */ (name)];
  return new Promise((resolve, reject) => {
    undo(bytes, (error, plain) => (error ? reject(error) : resolve(plain)));
  });
}
