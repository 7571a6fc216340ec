// A deliberate panic in the real module, which is built with a function that panics (target/wasm-test).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createPackage } from '../../js/core/plugin.mjs';
import manifest from '../../js/generated/manifest.mjs';
import { createInstance, matches } from '../../target/wasm-test/instance.mjs';
import * as glueOfPlans from '../../pkg/plans/instance.mjs';
import { record } from './lib/recorder.mjs';

const file = new URL('../../target/wasm-test/workfront_actions_bg.wasm', import.meta.url);
const fileOfPlans = new URL('../../pkg/plans/workfront_actions_plans_bg.wasm', import.meta.url);

/** createPlugin on the module for tests, and its instances. */
function factory(plans) {
  const made = [];
  return {
    made,
    ...createPackage({
      manifest,
      matches,
      plans,
      compile: async () => WebAssembly.compile(await readFile(file)),
      createInstance(...args) {
        const instance = createInstance(...args);
        made.push(instance);
        return instance;
      },
    }),
  };
}

const credentials = { type: 'apiKey', apiKey: 'a-very-secret-key' };

/** A tenant that sends no response until `open` is called. */
async function slowTenant(t) {
  let open;
  let arrived;
  const opened = new Promise((resolve) => (open = resolve));
  const hasArrived = new Promise((resolve) => (arrived = resolve));
  const { url, requests } = await record(t, async () => {
    arrived();
    await opened;
    return { body: { data: { ID: 'a', isActive: true } } };
  });
  return { url, requests, open, hasArrived };
}

const internal = (action) => ({
  name: 'WorkfrontError',
  kind: 'internal',
  action,
  message: /on purpose/,
});

// A broken instance must not end the process: an unhandled rejection fails the test file.
for (const [name, hostFetch] of [
  ['the runtime’s own fetch', undefined],
  ['a host’s fetch', (url, init) => fetch(url, init)],
]) {
  test(`a panic inside a future, with ${name}`, async (t) => {
    const { url, requests, open, hasArrived } = await slowTenant(t);
    const { createPlugin, made } = factory();
    const wf = await createPlugin({ baseUrl: url, credentials, fetch: hostFetch });
    const other = await createPlugin({ baseUrl: url, credentials, fetch: hostFetch });
    const inFlight = [wf.deactivate({ ID: 'a' }), other.get({ ID: 'a' })];
    const rejected = Promise.all([
      assert.rejects(inFlight[0], internal('deactivate')),
      assert.rejects(inFlight[1], internal('get')),
    ]);
    await hasArrived;
    await assert.rejects(wf.run('panic', {}), internal('panic'));
    await rejected;

    open();
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
    assert.equal((await other.get({ ID: 'a' })).user.ID, 'a');
    assert.equal(made.length, 2);
    // The abandoned call must not write after its rejection.
    assert.ok(requests.every(({ method }) => method === 'GET'));
  });

  test(`a panic in a call that returns no promise, with ${name}`, async (t) => {
    const { url, open, hasArrived } = await slowTenant(t);
    const { createPlugin, made } = factory();
    const wf = await createPlugin({ baseUrl: url, credentials, fetch: hostFetch });
    const inFlight = assert.rejects(wf.get({ ID: 'a' }), internal('get'));
    await hasArrived;
    assert.throws(() => made[0].panic_now(), { name: 'RuntimeError' });
    await inFlight;

    open();
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
    assert.equal(made.length, 2);
  });
}

test('a panic in the first module does no harm to the calls of the second', async (t) => {
  const { url, open, hasArrived } = await slowTenant(t);
  const { createPlugin, made } = factory({
    glue: async () => glueOfPlans,
    compile: async () => WebAssembly.compile(await readFile(fileOfPlans)),
  });
  const wf = await createPlugin({ baseUrl: url, credentials });
  const before = assert.rejects(wf.get({ ID: 'a' }), internal('get'));
  await hasArrived;
  // Loads the second module; the error is its own.
  await assert.rejects(wf.renderPlan({}), { kind: 'validation', action: 'renderPlan' });
  const after = wf.get({ ID: 'a' });
  assert.throws(() => made[0].panic_now(), { name: 'RuntimeError' });
  await before;
  open();
  assert.equal((await after).user.ID, 'a');
  assert.equal(made.length, 1);
});

test('many panics in a row', async (t) => {
  const { url, open } = await slowTenant(t);
  open();
  const { createPlugin, made } = factory();
  const wf = await createPlugin({ baseUrl: url, credentials });
  for (let round = 0; round < 20; round += 1) {
    await assert.rejects(wf.run('panic', {}), internal('panic'));
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
  }
  assert.equal(made.length, 21);
});

test('calls that start together with the one that panics are rejected', async (t) => {
  const { url, open } = await slowTenant(t);
  open();
  const { createPlugin } = factory();
  const wf = await createPlugin({ baseUrl: url, credentials });
  const results = await Promise.allSettled([
    wf.get({ ID: 'a' }),
    wf.run('panic', {}),
    wf.get({ ID: 'a' }),
  ]);
  const [, , after] = results;
  assert.equal(after.value?.user.ID, 'a', 'it has an instance of its own');
  for (const { status, reason } of results.slice(0, 2)) {
    assert.equal(status, 'rejected');
    assert.equal(reason.kind, 'internal');
    assert.ok(!JSON.stringify(reason).includes(credentials.apiKey));
  }
  assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
});

test('a panic in a microtask, where no caller could catch the trap', async (t) => {
  const { url, open } = await slowTenant(t);
  open();
  const { createPlugin, made } = factory();
  let panicking;
  const wf = await createPlugin({
    baseUrl: url,
    credentials,
    fetch(...args) {
      // Called from inside the WebAssembly, so that the instance runs this call's future later.
      panicking ??= assert.rejects(wf.run('panic', {}), internal('panic'));
      return fetch(...args);
    },
  });
  await assert.rejects(wf.get({ ID: 'a' }), internal('get'));
  await panicking;
  assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
  assert.equal(made.length, 2);
});

test('a panic in a future that was already waiting', async (t) => {
  const { url, open } = await slowTenant(t);
  open();
  const { createPlugin, made } = factory();
  const wf = await createPlugin({ baseUrl: url, credentials });
  await assert.rejects(wf.run('panicLater', {}), internal('panicLater'));
  assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
  assert.equal(made.length, 2);
});

/** A tenant, and a token service whose refresh tokens can be used once: token-1, token-2, … */
async function rotatingTenant(t, onExchange = async () => {}) {
  let current = 1;
  let exchanges = 0;
  const used = [];
  const { url } = await record(t, async ({ path, body }) => {
    if (!path.endsWith('/token')) return { body: { data: { ID: 'a' } } };
    const token = new URLSearchParams(body).get('refresh_token');
    used.push(token);
    await onExchange((exchanges += 1));
    if (token !== `token-${current}`) return { status: 401, body: { error: 'invalid_grant' } };
    current += 1;
    const refreshed = { access_token: `access-${current}`, refresh_token: `token-${current}` };
    return { body: { ...refreshed, expires_in: 3600 } };
  });
  return { url, used };
}

const oauth = {
  type: 'oauthRefresh',
  clientId: 'an-id',
  clientSecret: 'a-very-secret-secret',
  refreshToken: 'token-1',
};

for (const name of ['without a store', 'with a store', 'with onRefreshToken']) {
  test(`a rotated refresh token outlives a replaced instance, ${name}`, async (t) => {
    const { url, used } = await rotatingTenant(t);
    const kept = new Map();
    const received = [];
    const { createPlugin } = factory();
    const wf = await createPlugin({
      baseUrl: url,
      credentials: oauth,
      ...(name === 'with a store' && {
        tokenStore: { get: (key) => kept.get(key), set: (key, value) => kept.set(key, value) },
      }),
      ...(name === 'with onRefreshToken' && { onRefreshToken: (token) => received.push(token) }),
    });
    for (let round = 0; round < 3; round += 1) {
      assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
      await assert.rejects(wf.run('panic', {}), internal('panic'));
    }
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
    assert.deepEqual(used, [...new Set(used)], 'none is used twice');
    if (name === 'with onRefreshToken') {
      assert.deepEqual(received, ['token-2', 'token-3', 'token-4', 'token-5']);
    }
  });
}

test('a refresh token that is replaced while the instance breaks down isn’t lost', async (t) => {
  let open;
  let arrived;
  const opened = new Promise((resolve) => (open = resolve));
  const hasArrived = new Promise((resolve) => (arrived = resolve));
  const { url, used } = await rotatingTenant(t, async (exchange) => {
    if (exchange > 1) return;
    arrived();
    await opened;
  });
  const received = [];
  const { createPlugin } = factory();
  const onRefreshToken = (token) => received.push(token);
  const wf = await createPlugin({ baseUrl: url, credentials: oauth, onRefreshToken });
  const first = assert.rejects(wf.get({ ID: 'a' }), internal('get'));
  await hasArrived;
  await assert.rejects(wf.run('panic', {}), internal('panic'));
  await first;
  const next = wf.get({ ID: 'a' });
  open();
  assert.equal((await next).user.ID, 'a');
  assert.deepEqual(used, ['token-1', 'token-2']);
  assert.deepEqual(received, ['token-2', 'token-3']);
});

for (const name of ['nothing stored', 'with a store']) {
  test(`two modules of one connection never use the same refresh token, ${name}`, async (t) => {
    let isHeld = true;
    let open;
    let arrived;
    const opened = new Promise((resolve) => (open = resolve));
    const hasArrived = new Promise((resolve) => (arrived = resolve));
    const { url, used } = await rotatingTenant(t, async () => {
      if (!isHeld) return;
      isHeld = false;
      arrived();
      await opened;
    });
    const kept = new Map();
    const { createPlugin } = factory({
      glue: async () => glueOfPlans,
      compile: async () => WebAssembly.compile(await readFile(fileOfPlans)),
    });
    // Tokens are due at once after an hour.
    let now = Date.now();
    const wf = await createPlugin({
      baseUrl: url,
      credentials: oauth,
      now: () => now,
      ...(name === 'with a store' && {
        tokenStore: { get: (key) => kept.get(key), set: (key, value) => kept.set(key, value) },
      }),
    });
    const first = wf.get({ ID: 'a' });
    await hasArrived;
    await assert.rejects(Promise.all([wf.renderPlan({}), Promise.resolve().then(open)]));
    const second = wf.get({ ID: 'a' });
    assert.equal((await first).user.ID, 'a');
    assert.equal((await second).user.ID, 'a');
    now += 2 * 3_600_000;
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
    assert.deepEqual(used, [...new Set(used)], 'none is used twice');
  });
}
