// manifest.json is valid against its schema, and its samples are valid and equal what the sandbox returns.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createPlugin } from 'workfront-actions';
import manifest from 'workfront-actions/manifest';
import { createSandbox } from 'workfront-actions/sandbox';
import { defaultTimeoutMs, hostOptions } from '../../js/core/host.mjs';
import { defaultMaxResponseBytes } from '../../js/core/response-size.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const ajv = addFormats(
  new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }),
);
const valid = (schema, value, what) => {
  const validate = ajv.compile(schema);
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}`);
};

test('the manifest is valid against its schema, as a file and as a module', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(manifest)), read('manifest.json'));
  valid(read('manifest.schema.json'), manifest, 'manifest.json');
});

test('a plugin has the manifest’s index, without schemas', async () => {
  const credentials = { type: 'apiKey', apiKey: 'x' };
  const wf = await createPlugin({ domain: 'acme', credentials });
  wf.close();
  const { version, actions } = manifest;
  assert.deepEqual(wf.manifest, {
    version,
    actions: actions.map(({ key, title, group, hints }) => ({ key, title, group, hints })),
  });
});

/** An output without the random IDs of plans, approvals and receipts, and what depends on them. */
const withoutRandom = ({ plan, approval, receipt, ...output }) => ({
  ...output,
  ...(plan && { plan: { ...plan, id: '', signature: '' } }),
  ...(approval && { approval: '' }),
  ...(receipt && { receipt: '' }),
});

for (const { key, input, output, sample } of manifest.actions) {
  test(`the sample of ${key} is valid, and equals what the sandbox returns`, async (t) => {
    valid(input, sample.input, 'input');
    valid(output, sample.output, 'output');
    const now = () => 1_790_000_000_000;
    const sandbox = await createSandbox({ ...manifest.sampleTenant, now });
    t.after(() => sandbox.close());
    const wf = await createPlugin({
      ...manifest.sampleConnection,
      domain: 'acme',
      credentials: { type: 'apiKey', apiKey: sandbox.apiKey },
      fetch: (url, init) =>
        sandbox.fetch(url.replace('https://acme.my.workfront.com', sandbox.baseUrl), init),
      now,
      sleep: async () => {},
      random: () => 0.5,
    });
    t.after(() => wf.close());
    const url = 'https://example.com/hook';
    await wf.subscribe({ eventType: 'CREATE', url, authToken: 'a-long-random-secret' });
    const result = await wf.run(key, sample.input);
    assert.deepEqual(withoutRandom(result), withoutRandom(sample.output));
  });
}

test('each field of a form is a property, and each list of choices comes from an action', async (t) => {
  const sandbox = await createSandbox(manifest.sampleTenant);
  t.after(() => sandbox.close());
  const wf = await createPlugin({
    baseUrl: sandbox.baseUrl,
    credentials: { type: 'apiKey', apiKey: sandbox.apiKey },
    fetch: sandbox.fetch,
  });
  t.after(() => wf.close());
  const url = 'https://example.com/hook';
  await wf.subscribe({ eventType: 'CREATE', url, authToken: 'a-long-random-secret' });
  for (const { key, fields, input } of manifest.actions) {
    assert.deepEqual(
      fields.map(({ name }) => name).sort(),
      Object.keys(input.properties ?? {}).sort(),
      key,
    );
    for (const { name, choices, dependsOn = [] } of fields) {
      for (const other of dependsOn) assert.ok(other in input.properties, `${key}.${name}`);
      if (choices === undefined) continue;
      const search = JSON.parse(
        JSON.stringify(choices.search ?? {}).replaceAll('{search}', 'jane'),
      );
      for (const more of [{}, search]) {
        const output = await wf.run(choices.action, { ...choices.input, ...more });
        const items = output[choices.itemsPath];
        assert.ok(items.length > 0, `${key}.${name}`);
        for (const item of items) {
          assert.equal(typeof item[choices.valuePath], 'string', `${key}.${name}`);
          assert.equal(typeof item[choices.labelPath], 'string', `${key}.${name}`);
        }
      }
    }
  }
});

// The types let an input be left out where the schema neither requires a field nor forbids an empty object.
test('an action without a required input runs without one, and the others refuse that', async (t) => {
  const sandbox = await createSandbox(manifest.sampleTenant);
  t.after(() => sandbox.close());
  const wf = await createPlugin({
    baseUrl: sandbox.baseUrl,
    credentials: { type: 'apiKey', apiKey: sandbox.apiKey },
    fetch: sandbox.fetch,
    // Undefined options count as absent.
    ...{ apiVersion: undefined, retry: { attempts: undefined }, sso: undefined },
    ...{ tokenStore: undefined, now: undefined, maxResponseBytes: undefined },
  });
  t.after(() => wf.close());
  const free = [];
  for (const { key, input } of manifest.actions) {
    if ((input.required ?? []).length === 0 && input.minProperties === undefined) {
      free.push(key);
      assert.equal(typeof (await wf[key]()), 'object', key);
      assert.equal(typeof (await wf.run(key)), 'object', key);
      assert.equal(typeof (await wf[key]({ limit: undefined }, { signal: undefined })), 'object');
    } else {
      const before = sandbox.requests().length;
      await assert.rejects(wf.run(key), { kind: 'validation' }, key);
      assert.equal(sandbox.requests().length, before, key);
    }
  }
  const known = ['testConnection', 'logout', 'search', 'changes', 'count', 'subscriptions'];
  assert.deepEqual(free, known);
});

test('the schema of a filter allows the values that its modifier takes, and no others', async () => {
  const { input } = manifest.actions.find(({ key }) => key === 'count');
  const isValid = ajv.compile(input);
  const wf = await createPlugin({
    domain: 'acme',
    credentials: { type: 'apiKey', apiKey: 'x' },
    fetch: async () => Response.json({ data: { count: 0 } }),
  });
  const modifiers = input.$defs.Modifier.oneOf.map(({ const: modifier }) => ({ modifier }));
  const values = [{}, { value: 'a' }, { value: 7 }, { value: ['a', 'b'] }].flatMap((value) => [
    value,
    { ...value, upperValue: 'c' },
  ]);
  const seen = new Set();
  for (const modifier of [{}, ...modifiers]) {
    for (const value of values) {
      const filters = [{ field: 'title', ...modifier, ...value }];
      const isAccepted = await wf.count({ filters }).then(
        () => true,
        ({ kind }) => kind !== 'validation',
      );
      assert.equal(isValid({ filters }), isAccepted, JSON.stringify(filters));
      seen.add(isAccepted);
    }
  }
  assert.ok(modifiers.length > 40);
  assert.deepEqual([...seen].sort(), [false, true]);
  wf.close();
});

test('every kind of error is described, and every named kind exists', () => {
  const kinds = manifest.errors.map(({ kind }) => kind);
  for (const { kind, description, whatToDo } of manifest.errors) {
    assert.ok(description && whatToDo, kind);
  }
  for (const { key, errors } of manifest.actions) {
    for (const kind of errors) assert.ok(kinds.includes(kind), `${key}: ${kind}`);
  }
});

test('each credential of the manifest opens a connection, and its secrets are marked', async () => {
  const example = {
    privateKey: `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n-----END PRIVATE KEY-----\n`,
    tokenUrl: 'https://example.com/token',
  };
  for (const { type, fields } of manifest.connection.credentials) {
    const values = fields.map(({ name }) => [name, example[name] ?? `a-${name}`]);
    const credentials = { type, ...Object.fromEntries(values) };
    const wf = await createPlugin({ domain: 'acme', credentials });
    wf.close();
    assert.ok(
      fields.some(({ secret }) => secret),
      type,
    );
  }
});

test('the manifest has the options that JavaScript reads, with their defaults', () => {
  const { options } = manifest.connection;
  const host = options.filter((option) => option.host);
  assert.deepEqual(
    host.map(({ name }) => name),
    hostOptions,
  );
  const defaultOf = (wanted) => options.find(({ name }) => name === wanted).default;
  assert.equal(defaultOf('maxResponseBytes'), defaultMaxResponseBytes);
  assert.equal(defaultOf('timeoutMs'), defaultTimeoutMs);
});

test('triggers name existing actions', () => {
  const actions = manifest.actions.map(({ key }) => key);
  for (const trigger of manifest.triggers) {
    for (const role of ['subscribe', 'unsubscribe', 'parse', 'poll', 'sampleOf']) {
      if (role in trigger) assert.ok(actions.includes(trigger[role]), `${trigger.key}.${role}`);
    }
  }
});
