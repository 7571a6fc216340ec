// Looks at the machine for toolchain.mjs, and changes nothing.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './run.mjs';

export const debianRustc = '/usr/bin/rustc';
export const debianCargo = '/usr/bin/cargo';

export function probeToolchains(env = process.env) {
  const installedTarget = hasWasmTarget();
  // What comes first decides: an ordinary machine isn't asked the rest.
  const rustup = !installedTarget && capture('rustup', ['--version']) !== null;
  return {
    installedTarget,
    rustup,
    rustupMayFetch: env.RUSTUP_AUTO_INSTALL !== '0',
    debianReady: !installedTarget && debianReady(),
    apt: existsSync('/usr/bin/apt-get'),
    superuser: process.getuid?.() === 0,
  };
}

function hasWasmTarget() {
  const folder = capture('rustc', [
    '--print',
    'target-libdir',
    '--target',
    'wasm32-unknown-unknown',
  ]);
  return folder !== null && list(folder).some((file) => file.startsWith('libstd-'));
}

function debianReady() {
  if (!existsSync(debianCargo) || findWasmLd() === null) return false;
  const sysroot = capture(debianRustc, ['--print', 'sysroot']);
  return (
    sysroot !== null && existsSync(join(sysroot, 'lib/rustlib/src/rust/library/std/Cargo.toml'))
  );
}

/** Debian's linker for wasm: the newest of those installed, or null. */
export function findWasmLd() {
  const candidates = [
    ...list('/usr/lib').map((folder) => [
      folder.match(/^llvm-(\d+)$/)?.[1],
      `/usr/lib/${folder}/bin/wasm-ld`,
    ]),
    ...list('/usr/bin').map((file) => [file.match(/^wasm-ld-(\d+)$/)?.[1], `/usr/bin/${file}`]),
  ]
    .filter(([version, path]) => version && existsSync(path))
    .sort(([a], [b]) => Number(b) - Number(a));
  return candidates[0]?.[1] ?? null;
}

function list(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}
