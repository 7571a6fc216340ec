// Finds or installs what a WebAssembly build needs besides npm packages: a Rust compiler with the wasm32 target, and
// wasm-bindgen's command line.
//
// The compiler is the first available of:
// 1. the active Rust toolchain, if it has the target;
// 2. the same after `rustup target add`, unless RUSTUP_AUTO_INSTALL=0;
// 3. Debian's packages, which contain the sources of std, so that it is compiled with our flags.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { debianCargo, nativeCargo } from './cargo-native.mjs';
import { inRoot, tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, run, status } from './run.mjs';

const target = 'wasm32-unknown-unknown';
const debianRustc = '/usr/bin/rustc';
const debianPackages = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld-19'];

/**
 * @typedef {object} WasmToolchain
 * @property {'installed' | 'debian'} kind
 * @property {boolean} buildsStd whether std is compiled with our flags (smaller) or comes precompiled
 * @property {string} cargo
 * @property {Record<string, string>} env
 * @property {string} id compiler version and kind: part of every stamp
 */

/**
 * Finds a toolchain, or installs one.
 * @returns {WasmToolchain}
 */
export function prepareToolchain() {
  let machine = inspectMachine();
  let choice = chooseToolchain(machine);
  if (choice.use === 'rustup' && !addTargetWithRustup()) {
    machine = { ...machine, rustupMayFetch: false };
    choice = chooseToolchain(machine);
  }
  if (choice.use === null) throw new Problem(choice.message);
  if (choice.use !== 'debian') return activeToolchain();
  if (choice.install) installDebianCompiler();
  return debianToolchain();
}

/**
 * @typedef {object} Machine
 * @property {boolean} installedTarget the active toolchain has the target
 * @property {boolean} rustup rustup is installed
 * @property {boolean} rustupMayFetch rustup may download
 * @property {boolean} debianReady Debian's compiler, its sources and wasm-ld are installed
 * @property {boolean} apt the machine has apt-get
 * @property {boolean} superuser apt-get may be run without sudo
 */

/**
 * A pure function, so that tests can cover every case.
 * @param {Machine} machine
 * @returns {{ use: 'installed' | 'rustup' | 'debian', install?: boolean } | { use: null, message: string }}
 */
export function chooseToolchain(machine) {
  if (machine.installedTarget) return { use: 'installed' };
  if (machine.rustup && machine.rustupMayFetch) return { use: 'rustup', install: true };
  if (machine.debianReady) return { use: 'debian' };
  if (machine.apt && machine.superuser) return { use: 'debian', install: true };
  return { use: null, message: howToInstall(machine) };
}

function howToInstall({ apt, rustup }) {
  const steps = apt
    ? ['Either run', `    sudo sh -c '${aptCommand(debianPackages)}'`, 'or, with rustup,']
    : rustup
      ? ['rustup is installed, but RUSTUP_AUTO_INSTALL=0 forbids downloads: run']
      : ['Install Rust with rustup (see the Rust website), then run'];
  return [
    'No Rust toolchain on this machine can build WebAssembly.',
    ...steps,
    `    rustup target add ${target}`,
    'and then repeat this command.',
  ].join('\n');
}

/** @returns {Machine} */
function inspectMachine() {
  const installedTarget = hasTarget();
  return {
    installedTarget,
    // Only needed if the target isn't installed.
    rustup: !installedTarget && capture('rustup', ['--version']) !== null,
    rustupMayFetch: process.env.RUSTUP_AUTO_INSTALL !== '0',
    debianReady: !installedTarget && hasDebianCompiler(),
    apt: existsSync('/usr/bin/apt-get'),
    superuser: process.getuid?.() === 0,
  };
}

function hasTarget() {
  const folder = capture('rustc', ['--print', 'target-libdir', '--target', target]);
  return folder !== null && list(folder).some((file) => file.startsWith('libstd-'));
}

function activeToolchain() {
  const id = `installed ${capture('rustc', ['-vV'])}`;
  return { kind: 'installed', buildsStd: false, cargo: 'cargo', env: {}, id };
}

function addTargetWithRustup() {
  console.log(`Adding the ${target} target to the active Rust toolchain with rustup.`);
  if (status('rustup', ['target', 'add', target]) === 0) return true;
  console.log('rustup could not add it: trying Debian’s packages.');
  return false;
}

// Debian's compiler.

function hasDebianCompiler() {
  if (!existsSync(debianCargo) || findWasmLd() === null) return false;
  const sysroot = capture(debianRustc, ['--print', 'sysroot']);
  return (
    sysroot !== null && existsSync(join(sysroot, 'lib/rustlib/src/rust/library/std/Cargo.toml'))
  );
}

function installDebianCompiler() {
  const packages = debianPackages.join(', ');
  console.log(
    `Installing Debian's Rust compiler for WebAssembly: ${packages} (about half a minute).`,
  );
  installDebianPackages(debianPackages);
  if (hasDebianCompiler()) return;
  throw new Problem(
    `${packages} are installed, but ${debianRustc}, ${debianCargo}, the compiler's own sources or wasm-ld are still missing.`,
  );
}

function debianToolchain() {
  return {
    kind: 'debian',
    buildsStd: true,
    cargo: debianCargo,
    env: {
      RUSTC: debianRustc,
      // -Zbuild-std is unstable, and requires a compiler and sources of the same version, as these are.
      RUSTC_BOOTSTRAP: '1',
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: findWasmLd(),
    },
    id: `debian ${capture(debianRustc, ['-vV'])}`,
  };
}

/** Debian's newest wasm-ld, or null. */
function findWasmLd() {
  const newest = list('/usr/lib')
    .map((folder) => Number(/^llvm-(\d+)$/.exec(folder)?.[1]))
    .filter((version) => existsSync(wasmLd(version)))
    .sort((a, b) => b - a)[0];
  return newest === undefined ? null : wasmLd(newest);
}

const wasmLd = (version) => `/usr/lib/llvm-${version}/bin/wasm-ld`;

const list = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

export const aptCommand = (packages) =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;

export function installDebianPackages(packages) {
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // Outdated package lists name versions that the mirrors no longer have.
  status('apt-get', [...quiet, 'update'], { env });
  run('apt-get', [...quiet, 'install', '-y', '--no-install-recommends', ...packages], {
    env,
    otherwise: `Debian's packages could not be installed. Run this command yourself to see why:\n    ${aptCommand(packages)}`,
  });
}

// wasm-bindgen's command line.

const program = (name) => join(tools, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

export const bindgen = program('wasm-bindgen');
export const testRunner = program('wasm-bindgen-test-runner');

/** Reads the version from Cargo.lock, as it must equal the crate's. */
export function bindgenVersion(lock = readFileSync(inRoot('Cargo.lock'), 'utf8')) {
  const version = lock.match(/^name = "wasm-bindgen"\r?\nversion = "([^"]+)"/m)?.[1];
  if (version) return version;
  throw new Problem('Cargo.lock has no wasm-bindgen: restore it from the repository.');
}

export function ensureBindgen() {
  const version = bindgenVersion();
  if (capture(bindgen, ['--version'])?.split(' ')[1] === version) return;
  console.log(
    `Installing wasm-bindgen's command line ${version}, as in Cargo.lock, into .tools (takes a few minutes, once).`,
  );
  const install = ['install', 'wasm-bindgen-cli', '--version', `=${version}`];
  const args = [...install, '--root', tools, '--force'];
  const env = { CARGO_TARGET_DIR: join(tools, 'target') };
  if (status(nativeCargo(), [...args, '--locked'], { env }) !== 0) {
    console.log('Not all its locked dependencies are available: trying compatible ones.');
    const otherwise = `wasm-bindgen-cli ${version} could not be installed; see above.`;
    run(nativeCargo(), args, { env, otherwise });
  }
  // Hundreds of megabytes that are no longer needed.
  rmSync(env.CARGO_TARGET_DIR, { recursive: true, force: true });
}
