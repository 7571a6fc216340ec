// Makes sure that the development packages of package-lock.json are there.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hashOf } from './hash.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const installedFrom = inRoot('node_modules', '.installed-from');

/** Runs `npm ci` if node_modules is missing or was installed from another lock file. */
export function ensureNodeModules() {
  const wanted = hashOf(['package-lock.json']);
  if (existsSync(installedFrom) && readFileSync(installedFrom, 'utf8') === wanted) return;
  console.log('Installing the development packages of package-lock.json (npm ci).');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Scripts of packages aren't needed, and `prepare`-like ones of ours would call this again.
  run(npm, ['ci', '--ignore-scripts', '--no-progress'], {
    otherwise:
      'npm ci failed; its output is above. Is package-lock.json in step with package.json?',
  });
  mkdirSync(dirname(installedFrom), { recursive: true });
  writeFileSync(installedFrom, wanted);
}
