// Where things are. Every other script takes its folders from here.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const inRoot = (...parts) => join(root, ...parts);

export const pkg = inRoot('pkg');
export const tools = inRoot('.tools');
// The wasm builds have a target folder of their own, so that they and native builds
// don't throw away each other's work or wait for each other's lock.
export const wasmTarget = inRoot('target', 'wasm');
export const wasmTestOut = inRoot('target', 'wasm-test');
export const stamps = inRoot('target', 'stamps');
