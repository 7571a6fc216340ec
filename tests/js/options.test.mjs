// The options: one error names everything that is wrong with them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlugin, handleEvent, WorkfrontError } from 'workfront-actions';
import { toHandler } from 'workfront-actions/node';

const hint = 'Nothing was sent. Correct the options and try again.';
const credentials = { type: 'apiKey', apiKey: 'k' };
const good = { domain: 'acme', credentials };

/** The error of creating a plugin with these options. @param {any} options */
const refusal = (options) =>
  createPlugin(options).then(
    () => assert.fail('must be refused'),
    (error) => error,
  );

test('createPlugin names the problems of all options, of JavaScript and of the WebAssembly', async () => {
  const error = await refusal({
    ...{ credentials, apiVersion: '1', concurrency: 99 },
    ...{ fetch: 1, now: 'x', sleep: {}, random: [], onRefreshToken: true },
    ...{ tokenStore: {}, maxResponseBytes: 0, timeoutMs: () => {} },
  });
  assert.ok(error instanceof WorkfrontError);
  assert.equal(error.kind, 'validation');
  assert.deepEqual([...error.fields].sort(), [
    ...['apiVersion', 'baseUrl', 'concurrency', 'fetch', 'maxResponseBytes', 'now'],
    ...['onRefreshToken', 'random', 'sleep', 'timeoutMs', 'tokenStore.get', 'tokenStore.set'],
  ]);
  assert.match(error.message, /^12 problems: \S+: must be /);
  for (const text of [
    'fetch: must be a function but is 1; now: must be a function but is a string; ',
    'tokenStore.get: must be a function but is null; ',
    'maxResponseBytes: must be a whole number of bytes of 1 or more but is 0; ',
    'baseUrl: is required, unless domain is set',
  ]) {
    assert.ok(error.message.includes(text), error.message);
  }
  assert.equal(error.hint, hint);
});

test('one problem is named without a count', async () => {
  const fromRust = await refusal({ ...good, concurrency: 99 });
  assert.equal(fromRust.message, 'concurrency: must be 1 to 10 but is 99');
  assert.equal(fromRust.hint, hint);
  const fromJs = await refusal({ ...good, sleep: 5 });
  assert.equal(fromJs.message, 'sleep: must be a function but is 5');
  assert.equal(fromJs.hint, hint);
});

test('an option that cannot be read is one problem, and no missing option', async () => {
  for (const name of ['domain', 'baseUrl', 'credentials']) {
    for (const value of [10n, { toJSON: () => null }]) {
      const { message, fields } = await refusal({
        ...(name === 'baseUrl' ? { credentials } : good),
        [name]: value,
      });
      assert.deepEqual(fields, [name], message);
    }
  }
  const cause = new Error('no');
  const error = await refusal({ ...good, sleep: 1, get retry() { throw cause; } }); // prettier-ignore
  assert.equal(error.cause, cause);
  assert.deepEqual(error.fields, ['retry', 'sleep']);
});

test('the problems of one value count as many', async () => {
  const apiKey = { type: 'apiKey', apiKey: 10n, other: () => {} };
  const { message, fields } = await refusal({ domain: 'acme', credentials: apiKey, now: 1 });
  assert.match(message, /^3 problems: /);
  assert.deepEqual(fields, ['now', 'credentials.apiKey', 'credentials.other']);
});

test('problems are counted, and not read from messages', async () => {
  const name = '5 problems: x';
  const unknown = `${name}: is not known here; known are`;
  const { message, fields, ...rest } = await refusal({ ...good, now: 1, [name]: 1 });
  assert.ok(
    message.startsWith(`2 problems: now: must be a function but is 1; ${unknown}`),
    message,
  );
  assert.deepEqual(fields, ['now', name]);
  assert.ok(!('problems' in rest));
  const alone = await refusal({ ...good, [name]: 1 });
  assert.ok(alone.message.startsWith(unknown), alone.message);
  // JavaScript can't copy the value, and the WebAssembly doesn't know the option.
  const copied = await refusal({ ...good, [name]: 10n });
  const problem = `2 problems: ${name}: must be a JSON value but is a bigint; ${unknown}`;
  assert.ok(copied.message.startsWith(problem), copied.message);
});

test('of many problems the first ones are named', async () => {
  const wrong = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`nope${at}`, 1]));
  const { message } = await refusal({ ...good, ...wrong, now: 1 });
  assert.match(
    message,
    /^121 problems: now: must be a function but is 1; nope0: is not known here; /,
  );
  assert.match(message, /; and more$/);
  // What JavaScript copies stops at the eleventh problem.
  const deep = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}`, 10n]));
  const copied = await refusal({ ...good, retry: deep, now: 1 });
  assert.match(
    copied.message,
    /^More than 11 problems: retry\.a0: must be a JSON value .*; and more; now: /,
  );
});

test('an unknown option is refused with a list of all options', async () => {
  const { message } = await refusal({ ...good, namesMs: 1, nope: 2, retry: { tries: 3 }, now: 1 });
  const host = 'maxResponseBytes, fetch, tokenStore, planStore, onRefreshToken, now, sleep, random';
  for (const name of ['namesMs', 'nope']) {
    const problem = new RegExp(`${name}: is not known here; known are domain, [\\w, ]+, ${host};`);
    assert.match(`${message};`, problem);
  }
  assert.match(message, /^4 problems: now: must be a function but is 1; /);
  const nested = await refusal({ ...good, retry: { tries: 3 } });
  assert.match(nested.message, /^retry\.tries: is not known here; known are attempts, /);
  assert.ok(!nested.message.includes('tokenStore'), nested.message);
});

test('handleEvent and toHandler name the problems of all options', async () => {
  const wrong = { authToken: [], onEvent: 1, waitUntil: 'x', timeoutMs: -1, get onError() { throw new Error('x'); } }; // prettier-ignore
  const expected = {
    kind: 'validation',
    hint,
    fields: ['onError', 'onEvent', 'waitUntil', 'authToken', 'timeoutMs'],
    message: /^5 problems: onError: can't be read: x; onEvent: must be a function but is 1; /,
  };
  await assert.rejects(handleEvent(new Request('https://x.example'), wrong), expected);
  assert.throws(() => toHandler(wrong), expected);
  const none = { fields: ['options'], message: 'options: must be an object but is undefined' };
  await assert.rejects(handleEvent(new Request('https://x.example')), none);
  assert.throws(() => toHandler(), none);
});
