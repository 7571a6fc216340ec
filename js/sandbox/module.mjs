// The tenant's WebAssembly, compiled once.
import { createInstance } from '../../pkg/sandbox/instance.mjs';

const file = new URL('../../pkg/sandbox/workfront_sandbox_bg.wasm', import.meta.url);

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;

export async function compiled() {
  module ??= load();
  return { createInstance, module: await module };
}

async function load() {
  if (file.protocol !== 'file:') {
    const answer = await fetch(file);
    return WebAssembly.compile(await answer.arrayBuffer());
  }
  const { readFile } = await import('node:fs/promises');
  return WebAssembly.compile(await readFile(file));
}
