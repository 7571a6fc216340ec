// The sandbox's WebAssembly module, compiled once.
import { createInstance } from '../../pkg/sandbox/instance.mjs';

const file = new URL('../../pkg/sandbox/workfront_sandbox_bg.wasm', import.meta.url);

/** @type {Promise<WebAssembly.Module> | undefined} */
let module;

export async function loadModule() {
  module ??= compile();
  return { createInstance, module: await module };
}

async function compile() {
  if (file.protocol !== 'file:') {
    const response = await fetch(file);
    return WebAssembly.compile(await response.arrayBuffer());
  }
  const { readFile } = await import('node:fs/promises');
  return WebAssembly.compile(await readFile(file));
}
