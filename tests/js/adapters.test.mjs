// The building blocks of adapters: workfront-actions/adapters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import {
  connectionForm,
  connectionOf,
  described,
  descriptionOf,
  effectOf,
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

const actionOf = (key) => manifest.actions.find((action) => action.key === key);

test('a description says what an action does to data', () => {
  for (const [key, effect] of [
    ['search', 'Only reads.'],
    ['create', 'Adds data.'],
    ['offboard', 'Changes or removes data.'],
  ]) {
    const action = actionOf(key);
    assert.equal(effectOf(action), effect);
    const { description, requests } = action;
    assert.equal(descriptionOf(action), `${description} ${effect} ${requests.text}`);
  }
});

test('values of forms are converted; what was left empty is not sent, and what is wrong is not changed', () => {
  for (const [key, name, value, converted] of [
    ['create', 'isActive', 'true', true],
    ['create', 'isActive', ' False ', false],
    ['create', 'isActive', false, false],
    ['create', 'isActive', ' ', undefined],
    // Not false: the plugin's validation refuses it.
    ['create', 'isActive', 'yes', 'yes'],
    ['create', 'isActive', '0', '0'],
    ['search', 'limit', ' 5 ', 5],
    ['search', 'limit', '0', 0],
    ['search', 'limit', '  ', undefined],
    ['search', 'limit', 'ten', 'ten'],
    ['search', 'limit', 'Infinity', 'Infinity'],
    ['search', 'fields', ' name, ,emailAddr\n', ['name', 'emailAddr']],
    ['search', 'fields', ['name ', '', ' '], ['name']],
    ['search', 'fields', [' '], undefined],
    ['search', 'filters', {}, undefined],
    ['search', 'filters', [], undefined],
    ['search', 'filters', ' \n', undefined],
    ['search', 'filters', true, true],
    ['search', 'filters', 5, 5],
    ['search', 'filters', '[{"field":"name"', '[{"field":"name"'],
    ['update', 'changes', '{"isActive":false}', { isActive: false }],
  ]) {
    const input = inputOf(actionOf(key), { [name]: value });
    const expected = converted === undefined ? {} : { [name]: converted };
    assert.deepEqual(input, expected, `${key}.${name}: ${JSON.stringify(value)}`);
  }
});

test('options of a connection have the control of their type, and untouched ones are not sent', () => {
  const { credentials, options } = manifest.connection;
  const option = (name, type, more) => ({
    ...{ name, type, title: name, description: '', required: false, form: true, host: false },
    ...more,
  });
  const added = [
    option('isCareful', 'boolean'),
    option('most', 'number'),
    option('names', 'readonly string[]'),
    option('one', 'string'),
    option('rules', 'Rules'),
    option('size', "'big' | 'small'", { choices: ['big', 'small'] }),
    option('hidden', 'string', { form: false }),
  ];
  const withAdded = { ...manifest, connection: { credentials, options: [...options, ...added] } };
  const kinds = connectionForm(withAdded)
    .filter(({ name }) => added.some((one) => one.name === name))
    .map(({ kind }) => kind);
  assert.deepEqual(kinds, ['boolean', 'number', 'list', 'text', 'json', 'select']);
  const fill = (value) => Object.fromEntries(added.map(({ name }) => [name, value]));
  const key = { type: 'apiKey', apiKey: 'k' };
  for (const empty of ['', ' ', null, undefined]) {
    assert.deepEqual(connectionOf(withAdded, { ...fill(empty), ...key }), { credentials: key });
  }
  const texts = { isCareful: 'false', most: '5', names: 'a, b', one: ' x ', rules: '{"a":1}' };
  assert.deepEqual(connectionOf(withAdded, { ...texts, size: 'big', hidden: 'x', ...key }), {
    ...{ isCareful: false, most: 5, names: ['a', 'b'], one: 'x', rules: { a: 1 }, size: 'big' },
    credentials: key,
  });
});

test('a list may be an array, an array as JSON, or separated by commas or line breaks', () => {
  const undo = manifest.actions.find(({ key }) => key === 'undo');
  for (const receipts of [['a', 'b'], '["a","b"]', ' [ "a", "b" ]\n', 'a,b', 'a\n b\n']) {
    assert.deepEqual(inputOf(undo, { receipts }), { receipts: ['a', 'b'] });
  }
  assert.deepEqual(inputOf(undo, { receipts: '[a], b' }), { receipts: ['[a]', 'b'] });
});

test('a form has the keys and the rules of plans: the keys are hidden, and both are JSON', async () => {
  const fields = new Map(connectionForm(manifest).map((field) => [field.name, field]));
  const { planKeys, receiptKey, approvalRules } = Object.fromEntries(fields);
  assert.deepEqual([planKeys.kind, planKeys.secret, planKeys.advanced], ['secret', true, true]);
  assert.deepEqual([approvalRules.kind, approvalRules.secret], ['json', false]);
  assert.deepEqual(
    [receiptKey.kind, receiptKey.secret, receiptKey.advanced],
    ['secret', true, true],
  );
  assert.deepEqual([receiptKey.multiline, planKeys.multiline], [true, undefined]);
  const key = 'a-key-for-tests-of-more-than-32-bytes';
  const keys = { current: 'a', keys: { a: key } };
  const privateKey = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
  const receipts = { id: 'audit-1', privateKey };
  const credential = { domain: 'acme', type: 'apiKey', apiKey: 'k' };
  const options = connectionOf(manifest, {
    ...credential,
    planKeys: ` ${JSON.stringify(keys)}\n`,
    approvalRules: '{"approvers":2}',
    receiptKey: `${JSON.stringify(receipts, null, 2)}\n`,
  });
  assert.deepEqual([options.planKeys, options.approvalRules], [keys, { approvers: 2 }]);
  assert.deepEqual(options.receiptKey, receipts);
  (await createPlugin(options)).close();
  // Cut off when it was pasted.
  const wrong = connectionOf(manifest, { ...credential, planKeys: `{"keys":{"a":"${key}"` });
  await assert.rejects(createPlugin(wrong), (error) => {
    assert.ok(
      error.fields.every((field) => field.startsWith('planKeys')),
      error.message,
    );
    assert.ok(!`${described(error)} ${error.stack} ${JSON.stringify(error)}`.includes(key));
    return true;
  });
});
