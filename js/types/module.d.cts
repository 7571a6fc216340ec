import type { WasmSource } from './index.cjs';

/** What a bundler or a runtime makes of the file: a compiled module, or its bytes. Give it to `initWasm`. */
declare const wasm: WasmSource;
export = wasm;
