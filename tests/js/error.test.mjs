import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { WorkfrontError } from '../../js/core/error.mjs';

const details = {
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

test('is an Error with all details', () => {
  const error = new WorkfrontError(details);
  assert.ok(error instanceof Error);
  assert.equal(String(error), 'WorkfrontError: Workfront says: emailAddr already exists');
  for (const [key, value] of Object.entries(details)) assert.deepEqual(error[key], value, key);
  assert.match(error.stack, /error\.test\.mjs/);
});

test('becomes JSON and back', () => {
  const error = new WorkfrontError(details);
  const copy = JSON.parse(JSON.stringify(error));
  assert.deepEqual(copy, { name: 'WorkfrontError', ...details });
  assert.deepEqual(new WorkfrontError(copy).toJSON(), error.toJSON());
});

test('missing details are absent, except those that callers rely on', () => {
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
  assert.equal(new WorkfrontError(details, { cause }).cause, cause);
});

test('ignores unknown details', () => {
  const error = new WorkfrontError({ ...details, accessToken: 'secret' });
  assert.ok(!inspect(error).includes('secret'));
});
