// The tests that run as WebAssembly, as cargo's --test takes them.

/** All of them: tests/wasm.rs, and any other with "wasm" in its name. */
export const wasmTests = '*wasm*';

/** Those of the crate's own transport, which run in a browser too. */
export const wasmFetchTests = 'wasm_fetch';
