// Limits hold even if a function of the host ignores its timeout, the caller's abort and the run's deadline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const never = () => new Promise(() => {});
const once = { retry: { attempts: 1 } };
const good = {
  status: 200,
  headers: { get: () => null },
  text: async () => '{"data":{"ID":"a"}}',
};
const login = { type: 'login', username: 'u', password: 'a-very-secret-password' };
const stream = (read) => ({ getReader: () => ({ read, cancel: never }) });

/** A fetch that hangs in this way the first time. */
const hangs = {
  'a fetch that ignores its signal': never,
  'a text() that never ends': async () => ({ ...good, text: never }),
  'a body that never ends': async () => ({ ...good, body: stream(never) }),
  'a body of empty parts without end': async () => ({
    ...good,
    body: stream(async () => ({ done: false, value: new Uint8Array(0) })),
  }),
};

for (const [name, hang] of Object.entries(hangs)) {
  test(`${name} ends by timeoutMs, and its place is free again`, async (t) => {
    let calls = 0;
    const fetch = (...args) => (++calls === 1 ? hang(...args) : Promise.resolve(good));
    const options = { fetch, timeoutMs: 20, concurrency: 1, ...once };
    const wf = await connect(t, 'https://x.example', options);
    const [first, second] = await Promise.allSettled([wf.get({ ID: 'a' }), wf.get({ ID: 'a' })]);
    assert.equal(first.reason?.kind, 'timeout');
    assert.equal(second.value?.user.ID, 'a');
  });

  test(`${name} ends by the caller's abort`, async (t) => {
    let began;
    const hasBegun = new Promise((resolve) => (began = resolve));
    const fetch = (...args) => {
      began();
      return hang(...args);
    };
    const wf = await connect(t, 'https://x.example', { fetch, concurrency: 1, ...once });
    const controller = new AbortController();
    const call = wf.get({ ID: 'a' }, { signal: controller.signal });
    await hasBegun;
    const reason = new Error('no longer needed');
    controller.abort(reason);
    await assert.rejects(call, { kind: 'cancelled', action: 'get', cause: reason });
  });
}

test('a late result is ignored, also if it is an error', async (t) => {
  const late = [];
  const fetch = () => new Promise((resolve, reject) => late.push({ resolve, reject }));
  const wf = await connect(t, 'https://x.example', { fetch, timeoutMs: 10, ...once });
  for (let times = 0; times < 2; times += 1) {
    await assert.rejects(wf.get({ ID: 'a' }), { kind: 'timeout' });
  }
  // An unhandled rejection would fail this test.
  late[0].reject(new Error('late'));
  late[1].resolve({ ...good, text: () => Promise.reject(new Error('later')) });
  await turn();
});

test('hanging functions of the host end by timeoutMs', async (t) => {
  const sent = [];
  // Returns at once, so that only hanging functions take time.
  const fetch = async (url) => {
    sent.push(url);
    const session = { ...good, text: async () => '{"data":{"sessionID":"a-session"}}' };
    return url.endsWith('/login') ? session : good;
  };
  const options = { fetch, timeoutMs: 50, ...once };

  const supplied = await connect(t, 'https://x.example', { ...options, credentials: never });
  await assert.rejects(supplied.get({ ID: 'a' }), { kind: 'timeout', message: /credentials/ });
  assert.equal(sent.length, 0);

  // A failing store costs one more request.
  const tokenStore = { get: never, set: never };
  const stored = await connect(t, 'https://x.example', {
    ...{ ...options, credentials: login, tokenStore },
  });
  assert.equal((await stored.get({ ID: 'a' })).user.ID, 'a');
});

test('hanging functions of the host end by the caller’s abort, and delay no other call', async (t) => {
  const { url } = await record(t, () => ({ body: { data: { ID: 'a' } } }));
  for (const options of [
    { credentials: never },
    { credentials: login, tokenStore: { get: never, set() {} } },
  ]) {
    const wf = await connect(t, url, { timeoutMs: 0, ...options });
    const controller = new AbortController();
    const call = wf.get({ ID: 'a' }, { signal: controller.signal });
    await turn();
    controller.abort();
    await assert.rejects(call, { kind: 'cancelled', cause: controller.signal.reason });
  }
  const wf = await connect(t, url);
  assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
});

test('a sleep that hangs, fails or returns no promise ends', async (t) => {
  for (const sleep of [
    never,
    () => Promise.reject(new Error('x')),
    () => undefined,
    () => {
      throw new Error('x');
    },
  ]) {
    let calls = 0;
    const fetch = async () => (++calls < 3 ? { ...good, status: 429 } : good);
    const options = { fetch, sleep, timeoutMs: 10, retry: { baseMs: 1, maxMs: 1 } };
    const wf = await connect(t, 'https://x.example', options);
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
    assert.equal(calls, 3);
  }
});

test('a run ends by deadlineMs while a function of the host hangs', async (t) => {
  for (const options of [
    { credentials: never },
    { fetch: async () => ({ ...good, status: 429 }), sleep: never },
    { fetch: never },
    { fetch: never, now: () => 0 },
  ]) {
    const wf = await connect(t, 'https://x.example', { timeoutMs: 0, ...options, deadlineMs: 50 });
    await assert.rejects(wf.get({ ID: 'a' }), ({ kind }) => ['budget', 'cancelled', 'timeout', 'rateLimited'].includes(kind)); // prettier-ignore
  }
});

test('an invalid clock or random function does no harm', async (t) => {
  const odd = [
    () => NaN,
    () => -Infinity,
    () => 1e300,
    () => 'x',
    () => 10n,
    () => undefined,
    async () => Promise.reject(new Error('x')),
    () => {
      throw new Error('x');
    },
    () => Symbol('x'),
    () => -5,
  ];
  for (const nonsense of odd) {
    let calls = 0;
    const fetch = async () => (++calls < 3 ? { ...good, status: 429 } : good);
    const wf = await connect(t, 'https://x.example', {
      ...{ fetch, now: nonsense, random: nonsense, retry: { baseMs: 1, maxMs: 2 } },
      deadlineMs: 60_000,
    });
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a', String(nonsense));
  }
});

test('a signal of AbortSignal.timeout is kind timeout, with its reason as the cause', async (t) => {
  const { url } = await record(t, never);
  for (const fetch of [undefined, never, (to, init) => globalThis.fetch(to, init)]) {
    const wf = await connect(t, url, { fetch });
    // Not AbortSignal.timeout itself, whose timer doesn't keep the process alive.
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new DOMException('time is up', 'TimeoutError');
    const calls = [wf.get({ ID: 'a' }, { signal }), wf.searchAll({}, { signal }).next()];
    const expected = { kind: 'timeout', cause: reason };
    const stopped = Promise.all(calls.map((call) => assert.rejects(call, expected)));
    setTimeout(() => controller.abort(reason), 20);
    await stopped;
    await assert.rejects(wf.get({ ID: 'a' }, { signal }), { kind: 'timeout', cause: reason });
  }
});

test('invalid responses of a host are errors of the call', async (t) => {
  const fail = () => {
    throw new Error('x');
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const response of [
    proxy,
    new Proxy({}, { get: fail }),
    { ...good, status: NaN },
    { ...good, status: 1e9 },
    { ...good, status: -200 },
    { ...good, status: '200' },
    { ...good, text: () => 7 },
    { ...good, text: () => ({ toString: fail }) },
    { ...good, text: fail },
    { ...good, body: stream(() => ({ done: false, value: 'text' })) },
    { ...good, body: stream(() => ({ done: false, value: { byteLength: -1 } })) },
    { ...good, body: { getReader: fail } },
    { then: fail },
    {
      get then() {
        return fail();
      },
    },
  ]) {
    const wf = await connect(t, 'https://x.example', { fetch: () => response, ...once });
    await assert.rejects(wf.get({ ID: 'a' }), { name: 'WorkfrontError', kind: 'network' });
  }
  for (const thrown of [proxy, new Proxy({}, { get: fail }), Symbol('x'), null, 10n]) {
    const wf = await connect(t, 'https://x.example', { fetch: () => Promise.reject(thrown), ...once }); // prettier-ignore
    await assert.rejects(wf.get({ ID: 'a' }), { name: 'WorkfrontError', kind: 'network' });
  }
  const headers = { get: fail };
  const wf = await connect(t, 'https://x.example', {
    ...{ fetch: async () => ({ ...good, status: 404, headers }), ...once },
  });
  await assert.rejects(wf.get({ ID: 'a' }), { kind: 'unexpectedResponse' });
});

test('invalid credentials, tokens and stores of a host are errors of the call, or ignored', async (t) => {
  const { url } = await record(t, ({ path }) => ({
    body: path.endsWith('/login') ? { data: { sessionID: 'a-session' } } : { data: { ID: 'a' } },
  }));
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [
    proxy,
    10n,
    Symbol('x'),
    () => {},
    { type: proxy },
    { type: 'x'.repeat(5e6) },
    null,
  ]) {
    // prettier-ignore
    const wf = await connect(t, url, { credentials: () => value });
    await assert.rejects(wf.get({ ID: 'a' }), { name: 'WorkfrontError' });
    for (const get of [() => value, () => Promise.reject(value)]) {
      const stored = await connect(t, url, { credentials: login, tokenStore: { get, set: get } });
      assert.equal((await stored.get({ ID: 'a' })).user.ID, 'a');
    }
  }
});

test('“too many subrequests” ends the run at once', async (t) => {
  for (const message of [
    'Too many subrequests.',
    'Too many subrequests by single Worker invocation.',
    'Subrequest limit exceeded',
  ]) {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      throw new Error(message);
    };
    const wf = await connect(t, 'https://x.example', { fetch, batchDialect: 'bulk' });
    await assert.rejects(wf.get({ ID: 'a' }), (error) => {
      assert.equal(error.kind, 'budget');
      assert.match(error.message, /no more requests in this invocation/);
      assert.equal(error.retryable, true);
      return true;
    });
    assert.equal(calls, 1);
    calls = 0;
    const operations = Array.from({ length: 20 }, (_, at) => ({
      ...{ method: 'DELETE', uri: `/user/u${at}` },
    }));
    await wf.batch({ operations, chunkSize: 1 }).catch(() => {});
    // The concurrent requests, and none after them.
    assert.ok(calls <= 5, String(calls));
  }
});
