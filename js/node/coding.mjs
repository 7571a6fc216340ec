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
 * @param {string | undefined} coding
 * @returns {Buffer | Promise<Buffer>}
 */
export function decoded(bytes, coding) {
  const name = coding && undoing[coding.trim().toLowerCase()];
  return name && bytes.length > 0 ? undone(bytes, name) : bytes;
}

/** @param {Buffer} bytes @param {Undoing} name @returns {Promise<Buffer>} */
async function undone(bytes, name) {
  const undo = (await zlib())[name];
  return new Promise((resolve, reject) => {
    undo(bytes, (error, plain) => (error ? reject(error) : resolve(plain)));
  });
}
