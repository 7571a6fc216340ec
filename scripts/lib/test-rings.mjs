// The rings of tests, from the inside out: native Rust, WebAssembly in Node, and JavaScript.
import { relative } from 'node:path';
import { ensureBindgen, testRunner } from './bindgen.mjs';
import { buildWasm } from './built-wasm.mjs';
import { locked, nativeCargo } from './cargo-native.mjs';
import { wasmArgs, wasmEnv } from './cargo-wasm.mjs';
import { filesUnder } from './files.mjs';
import { hasFeature, plugin, pluginForTests, sandbox } from './modules.mjs';
import { inRoot, root } from './paths.mjs';
import { prepareToolchain } from './prepare.mjs';
import { run } from './run.mjs';
import { hasWasmTests, wasmTests } from './wasm-tests.mjs';

export const rings = { rust, wasm, js };

function rust() {
  run(nativeCargo(), ['test', '--workspace', ...locked]);
}

function wasm() {
  if (!hasWasmTests()) return 'tests/wasm.rs is not there';

  const toolchain = prepareToolchain();
  ensureBindgen();
  const args = wasmArgs(toolchain, ['test', '-p', plugin.crate, ...locked, '--test', wasmTests]);
  run(toolchain.cargo, args, {
    env: { ...wasmEnv(toolchain), CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: testRunner },
  });
}

function js() {
  buildWasm(hasFeature(pluginForTests) ? [plugin, sandbox, pluginForTests] : [plugin, sandbox]);
  // Expanded here: Node 20 takes no patterns.
  const files = ['tests/js', 'tests/scripts', 'tests/sandbox']
    .flatMap((folder) => filesUnder(inRoot(folder)))
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => relative(root, file));
  if (files.length === 0) return 'there are none';
  run(process.execPath, ['--test', '--test-reporter=spec', ...files]);
}
