// Makes a wasm-capable toolchain ready: probe, choose, install what the choice needs, probe again.
import { installDebianPackages } from './apt.mjs';
import { debianCargo, debianRustc, findWasmLd, probeToolchains } from './probe.mjs';
import { Problem } from './problem.mjs';
import { capture, status } from './run.mjs';
import { chooseToolchain, debianPackages } from './toolchain.mjs';

/**
 * @typedef {object} WasmToolchain
 * @property {'installed' | 'debian'} kind
 * @property {boolean} buildsStd whether std is compiled with our flags (smaller) or comes precompiled
 * @property {string} cargo
 * @property {Record<string, string>} env
 * @property {string} id compiler version and kind: part of every stamp
 */

/** @returns {WasmToolchain} */
export function prepareToolchain() {
  const choice = choose();
  return choice.use === 'debian' ? debianToolchain() : activeToolchain();
}

function choose() {
  let probes = probeToolchains();
  let choice = chooseToolchain(probes);
  if (choice.use === 'rustup') {
    console.log(
      'Adding the wasm32-unknown-unknown target to the active Rust toolchain with rustup.',
    );
    if (status('rustup', ['target', 'add', 'wasm32-unknown-unknown']) === 0) return choice;
    console.log('rustup could not add it: looking further.');
    probes = { ...probes, rustupMayFetch: false };
    choice = chooseToolchain(probes);
  }
  if (choice.use === null) throw new Problem(choice.message);
  if (choice.install) installCompiler();
  return choice;
}

function installCompiler() {
  console.log(
    `Installing Debian's Rust compiler for WebAssembly: ${debianPackages.join(', ')} (about half a minute).`,
  );
  installDebianPackages(debianPackages);
  if (!probeToolchains().debianReady) {
    throw new Problem(
      `${debianPackages.join(', ')} are installed, but ${debianRustc}, ${debianCargo}, the compiler's own sources or wasm-ld are still missing.`,
    );
  }
}

function activeToolchain() {
  return {
    kind: 'installed',
    buildsStd: false,
    cargo: 'cargo',
    env: {},
    id: `installed ${capture('rustc', ['-vV'])}`,
  };
}

function debianToolchain() {
  return {
    kind: 'debian',
    buildsStd: true,
    cargo: debianCargo,
    env: {
      RUSTC: debianRustc,
      // -Zbuild-std is unstable; the compiler and its sources are of one version here, which is what it needs.
      RUSTC_BOOTSTRAP: '1',
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: findWasmLd(),
    },
    id: `debian ${capture(debianRustc, ['-vV'])}`,
  };
}
