import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeName, typesOf } from '../../scripts/lib/types.mjs';

const user = { type: 'object', properties: { ID: { type: 'string' }, title: { type: 'string' } } };
const action = (key, schemas) => ({
  key,
  description: `About ${key}.`,
  requests: { text: 'Costs 1 request.' },
  ...schemas,
});
const empty = { type: 'object', properties: {} };

test('a key names its types', () => {
  assert.equal(typeName('users.search'), 'UsersSearch');
  assert.equal(typeName('event-subscriptions.create'), 'EventSubscriptionsCreate');
});

test('a definition that actions share is one type', async () => {
  const types = await typesOf({
    actions: [
      action('users.get', {
        input: empty,
        output: { $ref: '#/$defs/User', $defs: { User: user } },
      }),
      action('users.search', {
        input: empty,
        output: { type: 'array', items: { $ref: '#/$defs/User' }, $defs: { User: user } },
      }),
    ],
  });
  assert.equal(types.match(/interface User \{/g).length, 1);
  assert.match(types, /'users\.get': \{\s*input: UsersGetInput;\s*output: User;/);
  assert.match(types, /UsersSearchOutput = User\[\]/);
  assert.match(types, /title\?: string/);
});

test('labels don’t become type names', async () => {
  const input = {
    title: 'Find users',
    type: 'object',
    properties: { status: { oneOf: [{ const: 'A', title: 'Active' }, { const: 'B' }] } },
  };
  const types = await typesOf({ actions: [action('users.search', { input, output: empty })] });
  assert.match(types, /status\?: [^;]*'A' \| 'B'/);
  assert.doesNotMatch(types, /FindUsers|type Active/);
});

test('two definitions of one name are an error', async () => {
  const actions = [user, empty].map((User, index) =>
    action(`users.${index}`, { input: empty, output: { $ref: '#/$defs/User', $defs: { User } } }),
  );
  await assert.rejects(typesOf({ actions }), /two different definitions of User/);
});
