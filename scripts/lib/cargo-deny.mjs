// Runs cargo-deny with deny.toml: licenses of crates, duplicate and wildcard versions, and where crates come from.
//
// It takes minutes to compile, so it is installed only in CI. Elsewhere the check says how to install it. Licenses
// are checked without it as well (licenses.mjs).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { locked, nativeCargo } from './cargo-native.mjs';
import { tools } from './paths.mjs';
import { capture, run, status } from './run.mjs';

const version = '0.20.2';
const installArgs = ['install', 'cargo-deny', '--version', `=${version}`, '--locked'];
const ours = join(tools, 'bin', process.platform === 'win32' ? 'cargo-deny.exe' : 'cargo-deny');

/** @returns {string | undefined} what wasn't checked, and why */
export function checkCrates() {
  const { program, missing } = chooseProgram({
    found: [ours, 'cargo-deny'].find((name) => capture(name, ['--version']) !== null),
    mayInstall: Boolean(process.env.CI),
    install,
  });
  if (missing) return missing;
  run(program, ['--offline', ...locked, 'check', 'licenses', 'bans', 'sources']);
}

/**
 * A pure function, so that tests can cover every case.
 * @param {object} machine
 * @param {string} [machine.found] the program, if it is installed
 * @param {boolean} machine.mayInstall
 * @param {() => string | undefined} machine.install installs it; returns the program, or undefined if that failed
 * @returns {{ program: string, missing?: undefined } | { program?: undefined, missing: string }}
 */
export function chooseProgram({ found, mayInstall, install }) {
  const program = found ?? (mayInstall ? install() : undefined);
  if (program !== undefined) return { program };
  const why = mayInstall ? 'could not be installed' : 'is not installed';
  return {
    missing: `cargo-deny ${why}, so that duplicate crates and their sources were not checked; \`cargo ${installArgs.join(' ')}\` installs it`,
  };
}

function install() {
  console.log(`Installing cargo-deny ${version} into .tools (takes some minutes, once).`);
  const env = { CARGO_TARGET_DIR: join(tools, 'target') };
  // Without optimizations it compiles in a fraction of the time, and still checks in seconds.
  const failed = status(nativeCargo(), [...installArgs, '--debug', '--root', tools], { env });
  rmSync(env.CARGO_TARGET_DIR, { recursive: true, force: true });
  return failed ? undefined : ours;
}
