// Lints what only exists in the WebAssembly build, which a native clippy never sees.
import { existsSync } from 'node:fs';
import { locked } from './cargo-native.mjs';
import { wasmArgs, wasmEnv } from './cargo-wasm.mjs';
import { plugin, sandbox } from './modules.mjs';
import { Problem } from './problem.mjs';
import { run } from './run.mjs';
import { aptCommand, installDebianPackages, prepareToolchain } from './wasm-toolchain.mjs';
import { hasWasmTests, wasmTests } from './wasm-tests.mjs';

const packages = ['rust-web-clippy'];

// Called by its path: cargo would find rustup's first, which belongs to another compiler.
const debianClippy = '/usr/bin/cargo-clippy';

export function lintWasm() {
  const toolchain = prepareToolchain();
  const args = wasmArgs(toolchain, ['clippy', ...locked, ...targets()]);
  const env = wasmEnv(toolchain);
  const lint = [...args, '--', '-D', 'warnings'];
  if (toolchain.kind !== 'debian') {
    run(toolchain.cargo, lint, { env });
    return;
  }
  ensureDebianClippy();
  run(debianClippy, lint, { env: { ...env, CARGO: toolchain.cargo } });
}

function ensureDebianClippy() {
  if (existsSync(debianClippy)) return;
  if (process.getuid?.() !== 0) {
    throw new Problem(`clippy is missing. Run\n    sudo sh -c '${aptCommand(packages)}'`);
  }
  installDebianPackages(packages);
}

/** The libraries and the tests for WebAssembly: other tests and tools are for native builds alone. */
function targets() {
  const packages = [plugin, sandbox].flatMap(({ crate }) => ['-p', crate]);
  return [...packages, '--lib', ...(hasWasmTests() ? ['--test', wasmTests] : [])];
}
