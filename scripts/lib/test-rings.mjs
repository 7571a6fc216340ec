// The rings of tests, from the inside out: native Rust, WebAssembly in Node, JavaScript, and the real hosts.
import { mkdirSync, readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { ensureBindgen, testRunner } from './bindgen.mjs';
import { buildWasm } from './built-wasm.mjs';
import { locked, nativeCargo } from './cargo-native.mjs';
import { wasmArgs, wasmEnv } from './cargo-wasm.mjs';
import { filesUnder } from './files.mjs';
import { ensureChromium, ensureHosts, ensureN8n, hostsFolder, installPacked } from './hosts.mjs';
import { hasFeature, plugin, pluginForTests, sandbox } from './modules.mjs';
import { buildN8n } from './n8n.mjs';
import { buildPackage } from './package.mjs';
import { inRoot, root } from './paths.mjs';
import { prepareToolchain } from './prepare.mjs';
import { run } from './run.mjs';
import { hasWasmTests, wasmTests } from './wasm-tests.mjs';

export const rings = { rust, wasm, js, hosts };

/** Those that run only when they are named. */
export const heavyRings = { n8n };

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

async function js() {
  await buildPackage(hasFeature(pluginForTests) ? [pluginForTests] : []);
  // Expanded here: Node 20 takes no patterns.
  const files = ['tests/js', 'tests/scripts', 'tests/sandbox', 'tests/faults']
    .flatMap((folder) => filesUnder(inRoot(folder)))
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => relative(root, file));
  if (files.length === 0) return 'there are none';
  run(process.execPath, ['--test', '--test-reporter=spec', ...files]);
}

async function hosts() {
  await buildPackage();
  ensureHosts();
  ensureChromium();
  installPacked();
  const files = readdirSync(hostsFolder).filter((name) => name.endsWith('.test.mjs'));
  mkdirSync(inRoot('target'), { recursive: true });
  // One at a time: two hosts beside each other are slow on a small machine. Some leave timers behind.
  const args = ['--test', '--test-concurrency=1', '--test-force-exit'];
  const reporters = ['spec', inRoot('scripts', 'lib', 'hosts-reporter.mjs')];
  for (const reporter of reporters) {
    args.push(`--test-reporter=${reporter}`, '--test-reporter-destination=stdout');
  }
  const env = { HOSTS_RESULTS: inRoot('target', 'hosts.json') };
  run(process.execPath, [...args, ...files], { cwd: hostsFolder, env });
}

async function n8n() {
  ensureHosts();
  ensureN8n();
  buildWasm([plugin, sandbox]);
  await buildN8n();
  run(process.execPath, [
    ...['--test', '--test-force-exit', '--test-reporter=spec'],
    inRoot('tests', 'n8n', 'n8n.test.mjs'),
  ]);
}
