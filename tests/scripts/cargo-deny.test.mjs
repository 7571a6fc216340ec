import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseProgram } from '../../scripts/lib/cargo-deny.mjs';

const install = () => '/installed';
const neverInstall = () => assert.fail('must not install');

test('an installed cargo-deny is used', () => {
  const choice = chooseProgram({ found: '/found', mayInstall: true, install: neverInstall });
  assert.deepEqual(choice, { program: '/found' });
});

test('cargo-deny is installed only where that is allowed', () => {
  assert.deepEqual(chooseProgram({ mayInstall: true, install }), { program: '/installed' });
  const { missing } = chooseProgram({ mayInstall: false, install: neverInstall });
  assert.match(missing, /is not installed.*`cargo install cargo-deny --version =\S+ --locked`/);
});

test('a check that could not run is reported', () => {
  const { missing } = chooseProgram({ mayInstall: true, install: () => undefined });
  assert.match(missing, /could not be installed, so that duplicate crates .* were not checked/);
});
