import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { WorkfrontError } from '../../js/core/error.mjs';

const told = {
  kind: 'conflict',
  message: 'Workfront says: emailAddr already exists',
  status: 422,
  action: 'create',
  fields: ['emailAddr'],
  ID: 'abc123',
  retryable: false,
  hint: 'Look it up.',
  workfrontClass: 'com.attask.X',
  workfrontMessage: 'emailAddr already exists',
  workfrontMsgKey: 'x.y',
  retryAfterMs: 1000,
};

test('is an Error that tells all it was told', () => {
  const error = new WorkfrontError(told);
  assert.ok(error instanceof Error);
  assert.equal(String(error), 'WorkfrontError: Workfront says: emailAddr already exists');
  for (const [key, value] of Object.entries(told)) assert.deepEqual(error[key], value, key);
  assert.match(error.stack, /error\.test\.mjs/);
});

test('becomes JSON and back', () => {
  const error = new WorkfrontError(told);
  const copy = JSON.parse(JSON.stringify(error));
  assert.deepEqual(copy, { name: 'WorkfrontError', ...told });
  assert.deepEqual(new WorkfrontError(copy).toJSON(), error.toJSON());
});

test('what it was not told is absent, but for what callers rely on', () => {
  const error = new WorkfrontError({ kind: 'network', message: 'x' });
  assert.deepEqual(error.toJSON(), {
    name: 'WorkfrontError',
    message: 'x',
    kind: 'network',
    fields: [],
    retryable: false,
    hint: '',
  });
  assert.ok(!inspect(error).includes('undefined'), inspect(error));
});

test('keeps its cause', () => {
  const cause = new Error('why');
  assert.equal(new WorkfrontError(told, { cause }).cause, cause);
});

test('takes over nothing that it does not know', () => {
  const error = new WorkfrontError({ ...told, accessToken: 'secret' });
  assert.ok(!inspect(error).includes('secret'));
});
