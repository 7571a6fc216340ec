// Hostile inputs, options and contexts fail their own call only, with the real module and real HTTP.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createPackage } from '../../js/core/plugin.mjs';
import full from '../../js/generated/full-manifest.mjs';
import manifest from '../../js/generated/manifest.mjs';
import { createInstance, matches } from '../../pkg/instance.mjs';
import { record } from './lib/recorder.mjs';

const file = new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);
const credentials = { type: 'apiKey', apiKey: 'a-very-secret-key' };

/** The package, and how many instances it has started. */
function startPackage() {
  let instances = 0;
  const parts = {
    manifest,
    matches,
    compile: async () => new WebAssembly.Module(await readFile(file)),
    createInstance(...args) {
      instances += 1;
      return createInstance(...args);
    },
  };
  return { ...createPackage(parts), count: () => instances };
}

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
};
const fail = () => {
  throw new Error('not loaded');
};
const throwsOn = (...traps) => new Proxy({}, Object.fromEntries(traps.map((name) => [name, fail])));

/** Each creates a new value: some can be used only once. */
const hostile = {
  NaN: () => NaN,
  Infinity: () => -Infinity,
  BigInt: () => 10n,
  symbol: () => Symbol('x'),
  function: () => () => {},
  Map: () => new Map(),
  'an invalid date': () => new Date(NaN),
  'a revoked proxy': revoked,
  'a proxy that throws': () => throwsOn('get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'), // prettier-ignore
  'a proxy without keys': () => throwsOn('ownKeys'),
  'a getter that throws': () => Object.defineProperty({}, 'x', { enumerable: true, get: fail }),
  'a list with a getter that throws': () => Object.defineProperty([1], 0, { get: fail }),
  'a cycle': () => {
    const cycle = {};
    cycle.self = [cycle];
    return cycle;
  },
  'a toJSON that throws': () => ({ toJSON: fail }),
  'a text of 50 MB': () => 'x'.repeat(50_000_000),
};

test('hostile inputs of every action fail their own call only', async (t) => {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  const { url, requests } = await record(t, async () => {
    await opened;
    return { body: { data: { ID: 'a' } } };
  });
  const { createPlugin, count } = startPackage();
  const wf = await createPlugin({ baseUrl: url, credentials });
  const other = await createPlugin({ baseUrl: url, credentials });
  const inFlight = other.get({ ID: 'a' });
  let tried = 0;
  for (const action of full.actions) {
    const sample = action.sample?.input ?? action.input?.example ?? {};
    for (const [name, make] of Object.entries(hostile)) {
      const places = [...new Set([...Object.keys(sample), 'changes', 'filters'])];
      const inputs = [make(), ...places.map((place) => ({ ...sample, [place]: make() }))];
      // Nested, so that the path is longer.
      inputs.push({ ...sample, changes: { deep: [make()] } });
      for (const input of inputs) {
        tried += 1;
        await assert.rejects(wf.run(action.key, input), (error) => {
          assert.equal(error.name, 'WorkfrontError', `${action.key}, ${name}`);
          assert.equal(error.kind, 'validation', `${action.key}, ${name}: ${error.message}`);
          assert.equal(error.action, action.key);
          assert.ok(error.fields.length > 0);
          assert.ok(error.message.length < 5_000);
          return true;
        });
      }
    }
  }
  assert.ok(tried > 1_000, String(tried));
  open();
  assert.equal((await inFlight).user.ID, 'a');
  assert.equal(count(), 1, 'the instance was never replaced');
  assert.equal(requests.length, 1);
});

test('a call from an almost full stack harms no other call', async (t) => {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  const { url } = await record(t, async () => {
    await opened;
    return { body: { data: { ID: 'a' } } };
  });
  const { createPlugin, count } = startPackage();
  const wf = await createPlugin({ baseUrl: url, credentials });
  const inFlight = [wf.get({ ID: 'a' })];
  const descend = () => {
    try {
      descend();
    } catch {
      // At the deepest call, and on the way back.
    }
    if (inFlight.length < 300) inFlight.push(wf.get({ ID: 'a' }).catch((error) => error));
  };
  descend();
  open();
  const [first, ...others] = await Promise.all(inFlight);
  assert.equal(first.user.ID, 'a');
  assert.ok(others.some((outcome) => outcome.user?.ID === 'a'));
  assert.equal(count(), 1);
});

test('hostile options of a connection are errors that name the option', async () => {
  const { createPlugin, count } = startPackage();
  const good = { domain: 'acme', credentials };
  await createPlugin(good);
  const options = ['retry', 'credentials', 'batchDialect', 'timeoutMs', 'baseUrl', 'concurrency', 'fetch', 'tokenStore', 'sleep', 'maxResponseBytes']; // prettier-ignore
  for (const option of options) {
    for (const [name, make] of Object.entries(hostile)) {
      // These may be functions.
      if (name === 'function' && ['credentials', 'fetch', 'sleep'].includes(option)) continue;
      // A Map has get and set.
      if (name === 'Map' && option === 'tokenStore') continue;
      const made = { ...good, [option]: make() };
      if (option === 'baseUrl') delete made.domain;
      await assert.rejects(createPlugin(made), (error) => {
        assert.equal(error.kind, 'validation', `${option}, ${name}: ${error.message}`);
        assert.ok(error.fields[0].startsWith(option), `${option}, ${name}: ${error.fields}`);
        assert.ok(error.message.length < 2_000);
        return true;
      });
    }
    const getter = Object.defineProperty({ ...good }, option, { enumerable: true, get: fail });
    await assert.rejects(createPlugin(getter), { kind: 'validation', fields: [option] });
  }
  for (const whole of [revoked(), throwsOn('get'), throwsOn('ownKeys'), 10n, null, Symbol('x')]) {
    await assert.rejects(createPlugin(whole), { kind: 'validation' });
  }
  await assert.rejects(createPlugin({ ...good, credentials: { type: 'apiKey', get apiKey() { return fail(); } } }), { fields: ['credentials.apiKey'] }); // prettier-ignore
  assert.equal(count(), 1);
});

test('hostile contexts and searches are errors, and listeners may fail', async (t) => {
  const { url } = await record(t, () => ({ body: { data: [] } }));
  const { createPlugin, count } = startPackage();
  const wf = await createPlugin({ baseUrl: url, credentials });
  for (const context of [
    null,
    10n,
    revoked(),
    throwsOn('get'),
    throwsOn('ownKeys'),
    { get signal() { return fail(); } }, // prettier-ignore
    { signal: revoked() },
    { signal: { addEventListener: fail } },
    { signal: {} },
    { onProgress: 1 },
    { get onProgress() { return fail(); } }, // prettier-ignore
    { other: 1 },
  ]) {
    await assert.rejects(wf.search({}, context), { kind: 'validation' });
    await assert.rejects(wf.searchAll({}, context).next(), { kind: 'validation' });
  }
  for (const input of [5, 10n, Symbol('x'), 'x', null, [], true, () => {}, revoked()]) {
    await assert.rejects(wf.search(input), { kind: 'validation' });
    await assert.rejects(wf.searchAll(input).next(), { kind: 'validation' });
  }
  for (const action of [Symbol('x'), 10n, null, {}, revoked(), 'x'.repeat(50_000_000), 'x']) {
    await assert.rejects(wf.run(action, {}), ({ kind, message }) => {
      assert.equal(kind, 'validation');
      return message.length < 1_000;
    });
  }
  const operations = [{ method: 'DELETE', uri: '/user/a' }];
  for (const onProgress of [
    fail,
    async () => fail(),
    () => ({
      get then() {
        return fail();
      },
    }),
  ]) {
    // prettier-ignore
    const { results } = await wf.batch({ operations }, { onProgress });
    assert.equal(results.length, 1);
  }
  assert.equal(count(), 1);
});

test('options and ids of another type are errors that name the type', async () => {
  const { createPlugin } = startPackage();
  await assert.rejects(createPlugin([]), {
    message: 'options: must be an object but is an array',
  });
  await assert.rejects(createPlugin({ domain: 'acme', credentials: { type: 'supplied' } }), {
    message: "credentials.type: must be a type of credential but is 'supplied'",
  });
  const wf = await createPlugin({ domain: 'acme', credentials });
  await assert.rejects(wf.run(5), { message: 'action: must be a string but is a number (5)' });
  await assert.rejects(wf.run({}), { message: 'action: must be a string but is an object' });
  wf.close();
});
