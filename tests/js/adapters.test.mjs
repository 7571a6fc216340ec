// The building blocks of adapters: workfront-actions/adapters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  connectionForm,
  connectionOf,
  described,
  formOf,
  inputOf,
} from 'workfront-actions/adapters';
import manifest from 'workfront-actions/manifest';

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

test('a wrong argument is named', () => {
  for (const wrong of [undefined, null, 'get', {}, manifest.actions[0]]) {
    for (const of of [connectionForm, connectionOf]) {
      assert.throws(() => of(wrong, {}), {
        name: 'TypeError',
        message: `${of.name}: the manifest must be that of workfront-actions/manifest`,
      });
    }
  }
  for (const wrong of [undefined, null, 'get', {}, manifest]) {
    for (const of of [formOf, inputOf]) {
      assert.throws(() => of(wrong, {}), /^TypeError: the action must be one of the actions of/);
    }
  }
});
