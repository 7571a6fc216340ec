// The wasm-bindgen command line. Its version must equal the crate's, so it is read from Cargo.lock.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nativeCargo } from './cargo-native.mjs';
import { inRoot, tools } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, run, status } from './run.mjs';

const program = (name) => join(tools, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

export const bindgen = program('wasm-bindgen');
export const testRunner = program('wasm-bindgen-test-runner');

export function bindgenVersion(lock = readFileSync(inRoot('Cargo.lock'), 'utf8')) {
  const version = lock.match(/^name = "wasm-bindgen"\r?\nversion = "([^"]+)"/m)?.[1];
  if (!version)
    throw new Problem('Cargo.lock has no wasm-bindgen: is it the one from the repository?');
  return version;
}

export function ensureBindgen() {
  const version = bindgenVersion();
  const installed = capture(bindgen, ['--version'])?.split(' ')[1];
  if (installed === version) return version;
  console.log(
    installed
      ? `Replacing wasm-bindgen's command line ${installed} with ${version}, as in Cargo.lock (takes a few minutes).`
      : `Installing wasm-bindgen's command line ${version} into .tools (takes a few minutes, once).`,
  );
  const install = [
    'install',
    'wasm-bindgen-cli',
    '--version',
    `=${version}`,
    '--root',
    tools,
    '--force',
  ];
  const env = { CARGO_TARGET_DIR: join(tools, 'target') };
  if (status(nativeCargo(), [...install, '--locked'], { env }) !== 0) {
    console.log(
      'The versions it was locked to can not all be had: trying with the newest compatible ones.',
    );
    run(nativeCargo(), install, {
      env,
      otherwise: `wasm-bindgen-cli ${version} could not be installed; see above.`,
    });
  }
  // Hundreds of megabytes that nothing needs again.
  rmSync(env.CARGO_TARGET_DIR, { recursive: true, force: true });
  return version;
}
