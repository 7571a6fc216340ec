import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedIn, isAllowed } from '../../scripts/lib/licenses.mjs';

test('a license is allowed if one of its alternatives is', () => {
  for (const expression of [
    ...['MIT', 'MIT OR Apache-2.0', 'Apache-2.0 / MIT', 'GPL-3.0-only OR MIT'],
    ...['(MIT OR Apache-2.0) AND Unicode-3.0', 'Apache-2.0 WITH LLVM-exception'],
  ]) {
    assert.ok(isAllowed(expression), expression);
  }
});

test('every part of an AND must be allowed', () => {
  for (const expression of [
    ...['', 'GPL-3.0-only', 'SEE LICENSE IN LICENSE', 'MIT AND GPL-3.0-only'],
    '(MIT OR Apache-2.0) AND MPL-2.0',
  ]) {
    assert.ok(!isAllowed(expression), expression);
  }
});

test('the list is read from deny.toml', () => {
  assert.deepEqual(allowedIn('[licenses]\nallow = [\n  "MIT",\n  "A WITH B",\n]\n'), [
    'MIT',
    'A WITH B',
  ]);
  assert.throws(() => allowedIn('[licenses]\n'), /no list `allow/);
});
