// wasm-bindgen's glue is written for any engine and any use: what this package has no use for is left out. How that is
// written is no promise of wasm-bindgen's, so what isn't found stays as it is.

// What follows are the lines of a block, which are indented, and its end.
const always = [
  // Every engine that it runs in has had these for years.
  [/^if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n(?: .*\n)*\}\n/m, ''],
  [/typeof globalThis === 'undefined' \? undefined : globalThis/, 'globalThis'],
  [/typeof (global|self|window) === 'undefined' \? undefined : \1/g, 'undefined'],
  // Of a buffer that has gone, as memory has grown: asking the memory for the one it has now takes longer.
  [
    /cachedDataViewMemory0\.buffer\.detached === true \|\| \(cachedDataViewMemory0\.buffer\.detached === undefined && cachedDataViewMemory0\.buffer !== wasm\.[\w$]+\.buffer\)/,
    'cachedDataViewMemory0.buffer.byteLength === 0',
  ],
  // What is kept for starting the module twice: each instance has glue of its own.
  [
    /^let wasmModule, wasmInstance, wasm;\nfunction __wbg_finalize_init\(instance, module\) \{\n(?: .*\n)*\}\n/m,
    'let wasm;\nfunction __wbg_finalize_init(instance) {\n    wasm = instance.exports;\n}\n',
  ],
];

/** The glue without it. */
export function trimmed(glue) {
  const text = always.reduce((left, [found, better]) => left.replace(found, better), glue);
  return withoutUncalled(withoutFixedTexts(text));
}

/** Texts may be passed without a way to let them grow, which is shorter for few of them. */
function withoutFixedTexts(glue) {
  const isUsed = /passStringToWasm0\([^,()]+, [^,()]+\)/.test(glue);
  return isUsed
    ? glue
    : glue.replace(/^ {4}if \(realloc === undefined\) \{\n(?: {5}.*\n)* {4}\}\n/m, '');
}

/** What instanceSource has put elsewhere. */
const withoutUncalled = (glue) =>
  glue.includes('return handleError(')
    ? glue
    : glue.replace(/^function handleError\(.*\) \{\n(?: .*\n)*\}\n/m, '');
