// The building blocks of adapters: workfront-actions/adapters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { described } from 'workfront-actions/adapters';

test('an error is described by whole sentences', () => {
  const hint = 'Try again.';
  for (const [message, text] of [
    ['It failed', 'It failed. Try again.'],
    ['It failed.', 'It failed. Try again.'],
    ["Did you mean 'ID'?", "Did you mean 'ID'? Try again."],
    ['It is cut…', 'It is cut… Try again.'],
    ['From 1..2', 'From 1..2. Try again.'],
  ]) {
    assert.equal(described({ message, hint }), text);
  }
  assert.equal(described({ message: 'It failed', hint: '' }), 'It failed');
  assert.equal(described('text'), 'text');
});
