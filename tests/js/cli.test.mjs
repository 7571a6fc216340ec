import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const cli = (...args) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('cli/main.mjs', root)), ...args], {
    encoding: 'utf8',
  });

test('--help lists the commands', () => {
  const { status, stdout } = cli('--help');
  assert.equal(status, 0);
  assert.match(stdout, /Usage: workfront-actions/);
  assert.match(stdout, /sandbox/);
});

test('--version prints the version of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  assert.deepEqual(cli('--version').stdout, `${version}\n`);
});

test('an unknown command is named, and exits with 2', () => {
  const { status, stderr } = cli('sandbocks');
  assert.equal(status, 2);
  assert.match(stderr, /'sandbocks' is not a command: did you mean 'sandbox'\?/);
  assert.match(stderr, /npx workfront-actions --help/);
  for (const [args, pattern] of [
    [['reconsile', 'x'], /'reconsile' is not a command: did you mean 'reconcile'\?/],
    [['xyzzy'], /'xyzzy' is not a command\.\n/],
    [['plan', 'shw', 'x'], /'shw' is no action and no subcommand of plan: did you mean 'show'\?/],
    [['plan', 'xyzzy', '{}'], /'xyzzy' is no action and no subcommand of plan\n/],
  ]) {
    const { status, stderr } = cli(...args);
    assert.equal(status, 2);
    assert.match(stderr, pattern);
  }
});

test('a wrong option is named, with how to get the help instead of all of it', () => {
  for (const command of ['reconcile', 'provision', 'plan']) {
    const { status, stderr } = cli(command, '--nonsense');
    assert.equal(status, 2);
    assert.match(stderr, /--nonsense/);
    assert.match(stderr, new RegExp(`run: npx workfront-actions ${command} --help`));
    assert.doesNotMatch(stderr, /Usage/);
  }
});

test('no command exits with 2 and prints the help', () => {
  const { status, stderr } = cli();
  assert.equal(status, 2);
  assert.match(stderr, /Usage/);
});
