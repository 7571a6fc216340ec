import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionTypesOf, typeName, typesOf } from '../../scripts/lib/types.mjs';

const user = { type: 'object', properties: { ID: { type: 'string' }, title: { type: 'string' } } };
const action = (key, schemas) => ({
  key,
  description: `About ${key}.`,
  requests: { text: 'Costs 1 request.' },
  ...schemas,
});
const empty = { type: 'object', properties: {} };

test('the names of types follow from the key', () => {
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

const typesWith = (input, output = empty) =>
  typesOf({ actions: [action('users.search', { input, output })] });
const objectOf = (properties, more = {}) => ({ type: 'object', properties, ...more });

test('arrays of inputs are readonly, and optional fields may be undefined', async () => {
  const schema = objectOf({ IDs: { type: ['array', 'null'], items: { type: 'string' } } });
  const types = await typesWith(schema, schema);
  assert.match(types, /Input \{\s*IDs\?: readonly string\[\] \| null \| undefined;\s*\}/);
  assert.match(types, /Output \{\s*IDs\?: string\[\] \| null;\s*\}/);
});

test('an index signature is only for custom fields; other open objects have none', async () => {
  const types = await typesWith(
    objectOf({}, { patternProperties: { '^DE:.': {} }, additionalProperties: false }),
    objectOf({ ID: { type: 'string' } }, { additionalProperties: true }),
  );
  assert.match(types, /\[label: `DE:\$\{string\}`\]: JsonInput \| undefined;/);
  assert.match(types, /UsersSearchOutput \{\s*ID\?: string;\s*\}/);
});

test('inputs with custom fields share a base type', async () => {
  const custom = { patternProperties: { '^DE:.': {} } };
  const title = { type: 'string' };
  const user = (required) => objectOf({ title, ID: { type: 'string' } }, { required, ...custom });
  const types = await typesOf({
    actions: [
      action('create', { input: user(['ID']), output: empty }),
      action('update', { input: user([]), output: empty }),
    ],
  });
  assert.match(types, /interface CreateInput extends UserFields \{\s*ID: string;\s*\}/);
  assert.match(types, /interface UpdateInput extends UserFields \{\s*ID\?: string \| undefined;/);
  assert.match(types, /interface UserFields \{\s*title\?: string \| undefined;\s*\[label/);
});

test('a schema without a type is any JSON value', async () => {
  const types = await typesWith(objectOf({ body: {} }, { required: ['body'] }), {});
  assert.match(types, /body: JsonInput;/);
  assert.match(types, /UsersSearchOutput = Json;/);
});

test('a method has the description, the requests, the failures and the sample of its action', async () => {
  const types = await typesOf({
    actions: [
      {
        ...action('find', { input: objectOf({}, { required: ['ID'] }), output: empty }),
        requests: { text: 'Costs 1 request.' },
        errors: ['network', 'notFound'],
        sample: { input: { ID: 'a' } },
      },
      { ...action('count', { input: empty, output: empty }), errors: ['network'] },
    ],
  });
  assert.match(types, /may fail with an error of kind `network`;/);
  assert.match(types, /\* About find\. Costs 1 request\.\n/);
  assert.match(types, /@throws \{WorkfrontError\} also of kind `notFound`\.\n/);
  assert.match(types, /@example\n\s*\* await wf\.find\(\{ ID: 'a' \}\);\n/);
  assert.match(types, /find: \(input: FindInput, context\?: CallContext\)/);
  assert.match(types, /count: \(input\?: CountInput, context\?: CallContext\)/);
});

test('a keyword without a type is an error', async () => {
  await assert.rejects(typesWith(objectOf({ a: { not: {} } })), /the keyword not/);
  await assert.rejects(typesWith(objectOf({ a: { type: 'date' } })), /the type date/);
});

test('an option has its type, its description and its default', async () => {
  const option = (name, more) => ({ name, type: 'string', description: `${name}.`, ...more });
  const types = await connectionTypesOf({
    connection: {
      options: [
        option('domain'),
        option('baseUrl'),
        option('apiVersion', { default: 'v18.0' }),
        option('credentials', { type: 'Credentials', required: true }),
        option('now', { type: '() => number', host: true }),
        option('retry', {
          type: 'RetryOptions',
          properties: [option('attempts', { type: 'number', default: 5 })],
        }),
      ],
      credentials: [
        {
          ...{ type: 'apiKey', title: 'API key', description: 'Old.', sentAs: 'As a header.' },
          fields: [option('apiKey', { required: true }), option('scope')],
        },
      ],
    },
  });
  assert.match(
    types,
    /\* apiVersion\.\n\s*\* @default 'v18\.0'\n[^;]*apiVersion\?: string \| undefined;/,
  );
  assert.match(
    types,
    /interface HostFunctions \{[^}]*now\?: \(\(\) => number\) \| undefined;\s*\}/,
  );
  assert.match(types, /interface RetryOptions \{[^}]*@default 5[^}]*attempts\?: number/);
  assert.match(types, /\{[^}]*baseUrl: string;\s*domain\?: undefined;\s*\}/);
  assert.match(types, /API key\. Old\. As a header\. \*\/\s*export interface ApiKeyCredential \{/);
  assert.match(types, /type: 'apiKey';[^}]*apiKey: string;[^}]*scope\?: string \| undefined;/);
});
