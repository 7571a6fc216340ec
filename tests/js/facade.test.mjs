// The facade alone, with a fake instance.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { createPackage } from '../../js/core/plugin.mjs';
import { fakeInstances, manifest } from './lib/fake-instance.mjs';

const secret = 'a-very-secret-token';
const options = { baseUrl: 'https://x', credentials: { type: 'bearer', accessToken: secret } };

function factory(respond) {
  const { createInstance, matches, made } = fakeInstances(respond);
  let compiled = 0;
  const compile = async () => ({ compiled: ++compiled });
  return {
    ...createPackage({ createInstance, matches, compile, manifest }),
    made,
    compiled: () => compiled,
  };
}

test('the module is compiled once for all connections, even if they open at the same time', async () => {
  const { createPlugin, made, compiled } = factory(async () => ({}));
  await Promise.all([createPlugin(options), createPlugin(options)]);
  await createPlugin(options);
  assert.equal(compiled(), 1);
  assert.equal(made.length, 1);
  assert.equal(made[0].connections.length, 3);
});

test('a failed compilation is tried again', async () => {
  const { createInstance, matches } = fakeInstances(async () => ({ fine: true }));
  let tries = 0;
  const compile = async () => {
    if (++tries === 1) throw new Error('out of memory');
    return {};
  };
  const { createPlugin } = createPackage({ createInstance, matches, compile, manifest });
  await assert.rejects(createPlugin(options), /out of memory/);
  assert.deepEqual(await (await createPlugin(options)).get({}), { fine: true });
});

test('each action of the manifest has a method, and runs by its id', async () => {
  const { createPlugin } = factory(async (action, input) => ({ action, input }));
  const wf = await createPlugin(options);
  assert.deepEqual(await wf.get({ ID: '1' }), { action: 'get', input: { ID: '1' } });
  assert.deepEqual(await wf.run('other', { a: 1 }), { action: 'other', input: { a: 1 } });
  assert.equal(wf.manifest, manifest);
});

test('methods work without the plugin as this', async () => {
  const { createPlugin } = factory(async (action) => action);
  const { get, run } = await createPlugin(options);
  assert.equal(await get({}), 'get');
  assert.equal(await run('search'), 'search');
});

test('no secret shows in a printed plugin', async () => {
  const { createPlugin } = factory(async () => ({}));
  const wf = await createPlugin(options);
  for (const text of [
    inspect(wf, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(wf),
    String(wf),
    Object.keys(wf).join(),
  ]) {
    assert.ok(!text.includes(secret), text);
  }
  assert.match(inspect(wf), /WorkfrontPlugin/);
});

test('later changes of the options have no effect', async () => {
  const { createPlugin, made } = factory(async () => ({}));
  const mine = structuredClone(options);
  const wf = await createPlugin(mine);
  mine.credentials.accessToken = 'another';
  made[0].panic('broken');
  await wf.get({});
  assert.equal(made[1].connections[0].config.credentials.accessToken, secret);
});

test('refused options are a WorkfrontError', async () => {
  const { createPlugin } = factory(async () => ({}));
  const refused = { name: 'WorkfrontError', kind: 'validation' };
  await assert.rejects(createPlugin({ ...options, refuse: true }), refused);
  await assert.rejects(createPlugin({ ...options, fetch: 'x' }), { ...refused, fields: ['fetch'] });
  await assert.rejects(createPlugin(), { ...refused, fields: ['options'] });
});

test('a closed plugin is disconnected and refuses calls', async () => {
  const { createPlugin, made } = factory(async () => ({}));
  const wf = await createPlugin(options);
  wf.close();
  wf.close();
  assert.deepEqual(made[0].disconnected, [0]);
  await assert.rejects(wf.get({}), { kind: 'validation', action: 'get' });
});

test('calls that were made before their plugin is closed are carried out', async () => {
  const { createPlugin, made } = factory(async (action) => action);
  const wf = await createPlugin(options);
  const calls = [wf.get({}), wf.search({})];
  wf.close();
  assert.deepEqual(await Promise.all(calls), ['get', 'search']);
  assert.deepEqual(made[0].disconnected, [0]);

  const other = await createPlugin(options);
  made[0].panic('x');
  const call = other.get({});
  other.close();
  assert.equal(await call, 'get');
  assert.deepEqual(made[1].disconnected, [0], 'nothing stays in the new instance');
});

test('an invalid context is refused', async () => {
  const { createPlugin } = factory(async () => assert.fail('must not run'));
  const wf = await createPlugin(options);
  for (const [context, field] of [
    [{ singal: 1 }, 'context.singal'],
    [new AbortController().signal, 'context'],
    [Promise.resolve({}), 'context'],
    [[], 'context'],
    [{ signal: true }, 'context.signal'],
    [{ onProgress: 1 }, 'context.onProgress'],
    [null, 'context'],
  ]) {
    await assert.rejects(wf.get({}, context), { kind: 'validation', fields: [field] });
  }
});

test('an error of onProgress does not fail the call', async () => {
  const { createPlugin } = factory(async (_action, _input, { onProgress }) => {
    onProgress({ done: 1 });
    return 'done';
  });
  const wf = await createPlugin(options);
  const onProgress = () => {
    throw new Error('mine');
  };
  assert.equal(await wf.get({}, { onProgress }), 'done');
});
