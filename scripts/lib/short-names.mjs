// The names by which the WebAssembly and its glue know each other are for machines alone, and long: wasm-opt makes
// them short in the module and tells which is which, and here the glue follows.
import { Problem } from './problem.mjs';

/** wasm-opt's pass; it prints its names. */
export const shortNamesPass = '--minify-imports-and-exports-and-modules';

/**
 * The glue with the names that the module has now.
 * @param {string} glue
 * @param {string} told what wasm-opt printed
 */
export function withShortNames(glue, told) {
  const names = JSON.parse(told);
  const imports = new Map(names.imports.map(([, long, short]) => [long, short]));
  const exports = new Map(names.exports);
  const unused = new Set(imports.keys());
  const unknown = [];
  const text = glue
    .replace(/^( {8})([\w$]+)(?=: function)/gm, (line, indent, long) => {
      unused.delete(long);
      // What isn't there any more was found to be dead.
      return `${indent}${imports.get(long) ?? long}`;
    })
    .replace(/\bwasm\.([\w$]+)/g, (_, long) => {
      if (!exports.has(long)) unknown.push(long);
      return `wasm.${exports.get(long)}`;
    })
    .replace(/^( {8})"\.\/\w+_bg\.js"(?=: import0)/m, '$1a');
  const wrong = [...unknown, ...unused];
  if (wrong.length > 0 || text.includes('_bg.js"')) {
    throw new Problem(
      `wasm-bindgen's glue isn't what scripts/lib/short-names.mjs takes it for: ${wrong.join(', ')}. Teach it that.`,
    );
  }
  return text;
}
