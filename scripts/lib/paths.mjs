// The folders that scripts use.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const inRoot = (...parts) => join(root, ...parts);

export const pkg = inRoot('pkg');
export const tools = inRoot('.tools');
// wasm builds have a separate target folder, so that they and native builds don't discard each other's results or wait for
// each other's lock.
export const wasmTarget = inRoot('target', 'wasm');
export const wasmTestOut = inRoot('target', 'wasm-test');
export const stamps = inRoot('target', 'stamps');
