// Names and messages that are part of the module never change: decoding them at each crossing was a seventh of what a
// call costs in the engine's hands.
import { Problem } from './problem.mjs';

const decoding =
  /(function getStringFromWasm0\(ptr, len\) \{\s+ptr = ptr >>> 0;\s+)return (.*);\s+\}/;

/**
 * The glue that remembers the texts of static data.
 * @param {string} glue
 * @param {{ from: number, to: number }} data where that lies
 */
export function decodedOnce(glue, { from, to }) {
  if (!decoding.test(glue)) {
    throw new Problem(
      "wasm-bindgen's glue isn't what scripts/lib/decode-once.mjs takes it for: it decodes texts in another way. Teach it that.",
    );
  }
  return glue.replace(
    decoding,
    `const texts = new Map();
$1const known = texts.get(ptr);
    // As long in bytes as in characters: one that isn't is decoded each time.
    if (known?.length === len) return known;
    const text = $2;
    if (ptr >= ${from} && ptr < ${to}) texts.set(ptr, text);
    return text;
}`,
  );
}
