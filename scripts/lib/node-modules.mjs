// Installs the development packages of package-lock.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hashOf } from './hash.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const installedFrom = inRoot('node_modules', '.installed-from');

/** Runs `npm ci` if node_modules is missing or was installed from another lock file. */
export function ensureNodeModules() {
  const lockHash = hashOf(['package-lock.json']);
  if (existsSync(installedFrom) && readFileSync(installedFrom, 'utf8') === lockHash) return;
  console.log('Installing the development packages of package-lock.json (npm ci).');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // No package needs its scripts, and our own `prepack` would call this function again.
  run(npm, ['ci', '--ignore-scripts', '--no-progress'], {
    otherwise: 'npm ci failed; its output is above. Does package-lock.json match package.json?',
  });
  mkdirSync(dirname(installedFrom), { recursive: true });
  writeFileSync(installedFrom, lockHash);
}
