// Checks that the licenses of all crates and all bundled npm packages are compatible with ours. The same list
// applies to crates that only tests use, for simplicity.
import { readFileSync } from 'node:fs';
import { locked, nativeCargo } from './cargo-native.mjs';
import { bundledForCsv } from './csv-bundle.mjs';
import { bundled } from './node-bundle.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture } from './run.mjs';

/** The list in deny.toml, which cargo-deny uses as well. */
const allowed = new Set(allowedIn(readFileSync(inRoot('deny.toml'), 'utf8')));

/** The licenses that `allow = […]` lists. @param {string} toml */
export function allowedIn(toml) {
  const list = toml.match(/^allow = \[([^\]]*)\]/m)?.[1];
  if (!list) throw new Problem('deny.toml has no list `allow = […]`.');
  return [...list.matchAll(/"([^"]+)"/g)].map(([, license]) => license);
}

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
  throw new Problem(`These licenses aren't in the list of deny.toml:\n${lines}`);
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
  [...bundled, ...bundledForCsv].map((name) =>
    JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')),
  );
