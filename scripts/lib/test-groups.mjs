// The groups of tests: native Rust, WebAssembly, JavaScript, and real hosts.
import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { native, recorded, wire } from './action-runs.mjs';
import { adapterTests } from './adapters.mjs';
import { buildWasm } from './built-wasm.mjs';
import { locked, nativeCargo } from './cargo-native.mjs';
import { wasmArgs, wasmEnv } from './cargo-wasm.mjs';
import { filesUnder } from './files.mjs';
import { ensureChromeDriver, ensureChromium } from './chromium.mjs';
import { ensureHosts, ensureN8n, hostsFolder, installPacked } from './hosts.mjs';
import { hasFeature, plugin, pluginForTests, pluginWithPlans, sandbox } from './modules.mjs';
import { buildN8n } from './n8n.mjs';
import { buildPackage } from './package.mjs';
import { inRoot, root } from './paths.mjs';
import { runTests } from './run-tests.mjs';
import { wasmFetchTests, wasmTests } from './wasm-tests.mjs';
import { ensureBindgen, prepareToolchain, testRunner } from './wasm-toolchain.mjs';

export const groups = { rust, wasm, js, hosts };

// Ends a test file that hangs. No file takes this long, even on a slow machine.
const timeout = `--test-timeout=${30 * 60_000}`;

// Node runs one file less at a time than there are cores; most files wait for servers.
const concurrency = `--test-concurrency=${availableParallelism()}`;

/** Groups that run only if they are named. */
export const heavyGroups = { n8n };

function rust() {
  return recorded(native, (env) =>
    runTests(nativeCargo(), ['test', '--workspace', ...locked], { env }),
  );
}

async function wasm() {
  const toolchain = prepareToolchain();
  ensureBindgen();
  buildWasm([sandbox]);
  const env = { ...wasmEnv(toolchain), CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: testRunner };
  const test = (tests, more) => {
    const args = wasmArgs(toolchain, ['test', '-p', plugin.crate, ...locked, '--test', tests]);
    // The tenant's address is compiled into the tests, because a browser has no environment variables.
    const program = inRoot('tests', 'lib', 'with-tenant.mjs');
    return runTests(process.execPath, [program, toolchain.cargo, ...args], {
      env: { ...env, ...more },
    });
  };
  await test(wasmTests);
  const driver = ensureChromeDriver();
  if (driver === null) {
    return 'passed in Node; not run in a browser: install chromium and chromium-driver for that';
  }
  await test(wasmFetchTests, {
    CHROMEDRIVER: driver,
    WASM_BINDGEN_USE_BROWSER: '1',
    WASM_BINDGEN_TEST_TIMEOUT: '300',
  });
}

async function js() {
  await buildPackage(hasFeature(pluginForTests) ? [pluginForTests] : []);
  // Listed here, because `node --test` of Node 20 supports no glob patterns.
  const files = ['tests/js', 'tests/scripts', 'tests/sandbox', 'tests/faults', 'tests/soak']
    .flatMap((folder) => filesUnder(inRoot(folder)))
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => relative(root, file));
  if (files.length === 0) return 'there are no test files';
  const args = ['--test', timeout, concurrency, '--test-reporter=spec', ...files];
  await recorded(wire, (env) => runTests(process.execPath, args, { env }));
}

async function hosts() {
  await buildPackage();
  ensureHosts();
  ensureChromium();
  installPacked();
  const own = readdirSync(hostsFolder).filter((name) => name.endsWith('.test.mjs'));
  const files = [...own, ...adapterTests()];
  mkdirSync(inRoot('target'), { recursive: true });
  // One file at a time, because two hosts are slow on a small machine; with a forced exit, because some keep timers.
  const args = ['--test', timeout, '--test-concurrency=1', '--test-force-exit'];
  args.push('--import', pathToFileURL(join(hostsFolder, 'lib', 'adapter-packages.mjs')).href);
  const reporters = ['spec', inRoot('scripts', 'lib', 'hosts-reporter.mjs')];
  for (const reporter of reporters) {
    args.push(`--test-reporter=${reporter}`, '--test-reporter-destination=stdout');
  }
  const env = { HOSTS_RESULTS: inRoot('target', 'hosts.json') };
  await runTests(process.execPath, [...args, ...files], { cwd: hostsFolder, env });
}

async function n8n() {
  ensureHosts();
  ensureN8n();
  buildWasm([plugin, pluginWithPlans, sandbox]);
  await buildN8n();
  const folder = inRoot('tests', 'n8n');
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  // One file at a time, because one n8n is slow on a small machine.
  const args = ['--test', timeout, '--test-concurrency=1', '--test-force-exit'];
  args.push('--test-reporter=spec', ...files.map((name) => join(folder, name)));
  await runTests(process.execPath, args);
}
