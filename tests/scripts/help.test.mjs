// Every script prints its help, and does nothing else.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mjs';

const scripts = readdirSync(inRoot('scripts')).filter((name) => name.endsWith('.mjs'));
const run = (name, ...args) =>
  spawnSync(process.execPath, [join(inRoot('scripts'), name), ...args], { encoding: 'utf8' });

test('--help prints what a script does and which options it has', () => {
  assert.ok(scripts.length > 10);
  for (const name of scripts) {
    for (const help of ['--help', '-h']) {
      const { status, stdout, stderr } = run(name, help);
      assert.deepEqual([status, stderr], [0, ''], name);
      assert.match(stdout, new RegExp(`^npm (run )?${name.replace('.mjs', '')}\\b`), name);
      assert.ok(stdout.length < 2000 && !stdout.includes('import '), `${name}: ${stdout}`);
    }
  }
});

test('a script without options refuses an argument', () => {
  for (const name of [
    'check.mjs',
    'demo.mjs',
    'fmt.mjs',
    'hosts-table.mjs',
    'size.mjs',
    'walk.mjs',
  ]) {
    const { status, stdout, stderr } = run(name, '--nonsense');
    assert.deepEqual([status, stdout], [1, ''], name);
    assert.match(stderr, /error: '--nonsense' is not an option: this command has none but --help/);
  }
});
