// The tests that run as WebAssembly: tests/wasm.rs, and any other with "wasm" in its name.
import { existsSync, readdirSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** As cargo's --test takes it. */
export const wasmTests = '*wasm*';

export function hasWasmTests() {
  const folder = inRoot('tests');
  return existsSync(folder) && readdirSync(folder).some((file) => /wasm.*\.rs$/.test(file));
}
