// Measures files: raw and compressed.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export function measure(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }).length,
  };
}

export const measureFile = (file) => measure(readFileSync(file));

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`.padStart(11);

export function printSizes(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(
    `\n${'size'.padEnd(width)}  ${['raw', 'gzip', 'brotli'].map((head) => head.padStart(11)).join('')}`,
  );
  for (const { name, raw, gzip, brotli } of rows) {
    console.log(`${name.padEnd(width)}  ${[raw, gzip, brotli].map(kilobytes).join('')}`);
  }
}
