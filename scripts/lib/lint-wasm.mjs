// Lints code that exists only in the WebAssembly build, which a native clippy doesn't check.
import { existsSync } from 'node:fs';
import { locked } from './cargo-native.mjs';
import { wasmArgs, wasmEnv } from './cargo-wasm.mjs';
import { plugin, pluginWithPlans, sandbox } from './modules.mjs';
import { Problem } from './problem.mjs';
import { run } from './run.mjs';
import { aptCommand, installDebianPackages, prepareToolchain } from './wasm-toolchain.mjs';
import { wasmTests } from './wasm-tests.mjs';

const packages = ['rust-web-clippy'];

// Called by its path: cargo would use rustup's clippy, which belongs to another compiler.
const debianClippy = '/usr/bin/cargo-clippy';

export function lintWasm() {
  const toolchain = prepareToolchain();
  const isDebian = toolchain.kind === 'debian';
  if (isDebian) ensureDebianClippy();
  const env = { ...wasmEnv(toolchain), ...(isDebian && { CARGO: toolchain.cargo }) };
  for (const selection of selections) {
    const args = wasmArgs(toolchain, ['clippy', ...locked, ...selection, '--', '-D', 'warnings']);
    run(isDebian ? debianClippy : toolchain.cargo, args, { env });
  }
}

function ensureDebianClippy() {
  if (existsSync(debianClippy)) return;
  if (process.getuid?.() !== 0) {
    throw new Problem(`clippy is missing. Run\n    sudo sh -c '${aptCommand(packages)}'`);
  }
  installDebianPackages(packages);
}

// The libraries and tests for WebAssembly, as other tests and tools are native only. Then both builds of the plugin as they are
// published, without its own transport.
const selections = [
  ['-p', plugin.crate, '-p', sandbox.crate, '--lib', '--test', wasmTests],
  ['-p', plugin.crate, '--lib', '--no-default-features'],
  [
    ...['-p', plugin.crate, '--lib', '--no-default-features'],
    ...['--features', pluginWithPlans.features.join(',')],
  ],
];
