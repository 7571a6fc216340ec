// The tests that run as WebAssembly, as patterns for cargo's --test.

/** tests/wasm.rs, and all others with "wasm" in their names. */
export const wasmTests = '*wasm*';

/** The tests of the crate's own transport, which also run in a browser. */
export const wasmFetchTests = 'wasm_fetch';
