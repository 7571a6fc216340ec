// Calls in flight when the instance breaks, with a fake instance that breaks on demand.
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { createPackage } from '../../js/core/plugin.mjs';
import { fakeInstances, manifest } from './lib/fake-instance.mjs';

const options = { baseUrl: 'https://x', credentials: {}, fetch: async () => 'a response' };
const never = () => new Promise(() => {});

async function pluginWith(respond, more) {
  const { createInstance, matches, made } = fakeInstances(respond);
  const { createPlugin } = createPackage({
    createInstance,
    matches,
    compile: async () => ({}),
    manifest,
  });
  return { wf: await createPlugin({ ...options, ...more }), made, createPlugin };
}

test('a panic rejects every call in flight, and the next call gets a fresh instance', async () => {
  const { wf, made } = await pluginWith((action) =>
    action === 'hang' ? never() : Promise.resolve(made.length),
  );
  const hanging = ['hang', 'hang'].map((action) => wf.run(action));
  await turn();
  made[0].panic('index out of bounds');
  for (const call of hanging) {
    await assert.rejects(call, {
      name: 'WorkfrontError',
      kind: 'internal',
      action: 'hang',
      retryable: false,
      message: /index out of bounds/,
    });
  }
  assert.equal(await wf.get({}), 2);
  assert.equal(await wf.get({}), 2, 'the fresh one stays');
  assert.equal(made[1].connections.length, 1, 'and is connected to once');
});

test('a trap without a panic does the same, wherever it surfaces', async () => {
  const trap = new WebAssembly.RuntimeError('unreachable');
  let thrown = 0;
  const { wf, made } = await pluginWith((action) => {
    if (action === 'hang') return never();
    if (++thrown === 1) throw trap;
    return Promise.resolve('fine');
  });
  const first = wf.run('hang');
  await turn();
  await assert.rejects(wf.get({}), { kind: 'internal', cause: trap });
  await assert.rejects(first, { kind: 'internal', cause: trap });

  const second = wf.run('hang');
  await turn();
  made[1].onTrap(trap);
  await assert.rejects(second, { kind: 'internal', action: 'hang' });
  assert.equal(await wf.get({}), 'fine');
  assert.equal(made.length, 3);
});

test('an idle plugin is connected again by its next call, not before', async () => {
  const { wf, made, createPlugin } = await pluginWith(async () => 'fine');
  const idle = await createPlugin(options);
  made[0].panic('x');
  await wf.get({});
  assert.equal(made[1].connections.length, 1);
  assert.equal(await idle.get({}), 'fine');
  assert.equal(made[1].connections.length, 2);
});

test('closing a plugin of a broken instance works', async () => {
  const { wf, made } = await pluginWith(async () => 'fine');
  made[0].panic('x');
  wf.close();
  assert.deepEqual(made[0].disconnected, []);
});

test('a broken instance sends no more requests and receives no response', async () => {
  const sent = [];
  const responses = [];
  const fetch = (url) => {
    sent.push(url);
    return new Promise((resolve) => responses.push(resolve));
  };
  let received = 0;
  const { wf, made } = await pluginWith(
    async (_action, _input, _context, host) => {
      await host.send('GET', 'first', '', undefined, 0);
      received += 1;
    },
    { fetch },
  );
  const call = wf.get({});
  await turn();
  made[0].panic('x');
  await assert.rejects(call, { kind: 'internal' });
  responses[0]('late');
  void made[0].connections[0].host.send('GET', 'second', '', undefined, 0);
  await turn();
  assert.deepEqual(sent, ['first']);
  assert.equal(received, 0);
});

test('an invalid input doesn’t break the instance', async () => {
  const wrong = { kind: 'validation', message: 'ID: is required', fields: ['ID'] };
  const { wf, made } = await pluginWith((action) => {
    if (action === 'get') return Promise.reject(wrong);
    throw wrong;
  });
  await assert.rejects(wf.get({}), { kind: 'validation', fields: ['ID'], action: 'get' });
  await assert.rejects(wf.search({}), { kind: 'validation', fields: ['ID'], action: 'search' });
  assert.equal(made.length, 1);
});
