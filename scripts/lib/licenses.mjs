// Checks that the licenses of all crates and all bundled npm packages are compatible with ours. Crates that only tests use
// are held to the same list, for simplicity.
import { readFileSync } from 'node:fs';
import { locked, nativeCargo } from './cargo-native.mjs';
import { bundled } from './node-bundle.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';

const allowed = new Set([
  ...['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'Zlib'],
  ...['0BSD', 'Unicode-3.0', 'Unlicense', 'BSL-1.0', 'CC0-1.0', 'Apache-2.0 WITH LLVM-exception'],
]);

/**
 * Whether an SPDX expression is allowed. Each part of an AND must be allowed, and at least one alternative of an OR (`/` in
 * old crates). Parentheses are ignored, which can only refuse more.
 * @param {string} expression as in the `license` of Cargo.toml and package.json
 */
export const isAllowed = (expression) =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(/ OR |\//).some((license) => allowed.has(license.trim())));

/** @throws {Problem} listing each package whose license isn't allowed */
export function checkLicenses() {
  const wrong = [...crates(), ...npmPackages()]
    .filter(({ license }) => !isAllowed(license ?? ''))
    .map(({ name, version, license }) => `${name} ${version}: ${license ?? 'no license'}`);
  if (wrong.length === 0) return;
  const lines = [...new Set(wrong)].join('\n');
  throw new Problem(`These licenses aren't in the list of scripts/lib/licenses.mjs:\n${lines}`);
}

/** The crates of native builds and of WebAssembly. */
function crates() {
  const host = capture(nativeCargo(), ['-vV'])?.match(/^host: (.+)$/m)?.[1];
  return [host, 'wasm32-unknown-unknown'].flatMap((target) => {
    const args = ['metadata', '--format-version', '1', '--all-features', ...locked];
    const metadata = capture(nativeCargo(), [...args, '--filter-platform', target]);
    if (metadata === null) throw new Problem('`cargo metadata` failed.');
    return JSON.parse(metadata).packages;
  });
}

const npmPackages = () =>
  bundled.map((name) =>
    JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')),
  );
