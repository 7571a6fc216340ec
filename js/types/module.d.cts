import type { WasmSource } from './index.cjs';

/** The file as a bundler or a runtime imports it: a compiled module, or its bytes. Pass it to `initWasm`. */
declare const wasm: WasmSource;
export = wasm;
