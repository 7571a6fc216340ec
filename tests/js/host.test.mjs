// What a host supplies: its fetch, which may differ from the runtime's, and its AbortSignal.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const response = (data, status = 200) => ({
  status,
  headers: { get: () => null },
  text: async () => JSON.stringify({ data }),
});

test('the host’s fetch is called with a URL, an init and no this', async (t) => {
  const calls = [];
  const fetch = function (...args) {
    calls.push({ self: this, args });
    return Promise.resolve(response({ ID: 'a' }));
  };
  const wf = await connect(t, 'https://x.example', { fetch });
  assert.deepEqual(await wf.get({ ID: 'a', fields: ['ID'] }), { user: { ID: 'a' } });
  const [{ self, args }] = calls;
  assert.equal(self, undefined);
  assert.equal(args.length, 2);
  const [url, init] = args;
  assert.equal(url, 'https://x.example/attask/api/v18.0/user/a?fields=ID');
  assert.equal(init.method, 'GET');
  // Some hosts refuse unknown options.
  for (const key of Object.keys(init)) {
    assert.ok(['method', 'headers', 'body', 'redirect', 'signal'].includes(key), key);
  }
});

test('a response needs the shape of a Response, not its class', async (t) => {
  class Reply {
    status = 200;
    headers = new Map([['retry-after', '1']]);
    text() {
      // Another kind of promise.
      return { then: (resolve) => resolve('{"data":{"ID":"a"}}') };
    }
  }
  const wf = await connect(t, 'https://x.example', { fetch: () => new Reply() });
  assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
});

test('a host’s fetch that misbehaves is an error, never a call that hangs', async (t) => {
  const misbehaviours = [
    () => undefined,
    () => ({}),
    () => ({ status: 200 }),
    () => ({ status: 200, headers: {}, text: () => Promise.reject(new Error('cut')) }),
    () => ({ status: 200, headers: null, text: () => 7 }),
    () => {
      throw new Error('no network here');
    },
    () => Promise.reject('a text'),
    () => Promise.reject(undefined),
  ];
  for (const fetch of misbehaviours) {
    const wf = await connect(t, 'https://x.example', { fetch, sleep: async () => {} });
    await assert.rejects(wf.get({ ID: 'a' }), (error) => {
      assert.equal(error.name, 'WorkfrontError', String(fetch));
      assert.ok(['network', 'unexpectedResponse', 'notFound'].includes(error.kind), error.message);
      return true;
    });
  }
});

test('users pass through unchanged', async (t) => {
  const user = { ID: 'a', 'DE:Größe': null, deep: { list: [1, 'x', { y: false }] }, emoji: '🙂' };
  const wf = await connect(t, 'https://x.example', { fetch: async () => response([user]) });
  assert.deepEqual((await wf.search({})).users, [user]);
});

test('an aborted signal stops the call before a request is sent', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: { ID: 'a' } } }));
  const wf = await connect(t, url);
  const signal = AbortSignal.abort();
  await assert.rejects(wf.get({ ID: 'a' }, { signal }), { kind: 'cancelled', action: 'get' });
  await assert.rejects(wf.searchAll({}, { signal }).next(), { kind: 'cancelled' });
  assert.equal(requests.length, 0);
});

for (const [name, fetch] of [
  ['the default transport', undefined],
  ['a host’s fetch', (url, init) => globalThis.fetch(url, init)],
]) {
  test(`aborting ends a request in flight, with ${name}`, async (t) => {
    let arrived;
    const waiting = new Promise((resolve) => (arrived = resolve));
    const { url } = await record(t, () => {
      arrived();
      return new Promise(() => {});
    });
    const wf = await connect(t, url, { fetch });
    const controller = new AbortController();
    const call = wf.get({ ID: 'a' }, { signal: controller.signal });
    await waiting;
    controller.abort();
    await assert.rejects(call, { kind: 'cancelled', action: 'get' });
  });
}

test('many calls may share a signal, which stops all of them', async (t) => {
  const warnings = [];
  const warn = ({ message }) => warnings.push(message);
  process.on('warning', warn);
  t.after(() => process.off('warning', warn));

  let arrived;
  const hasArrived = new Promise((resolve) => (arrived = resolve));
  const { url } = await record(t, () => {
    arrived();
    return new Promise(() => {});
  });
  const wf = await connect(t, url);
  const controller = new AbortController();
  const calls = Array.from({ length: 40 }, () =>
    wf.get({ ID: 'a' }, { signal: controller.signal }),
  );
  const stopped = Promise.all(calls.map((call) => assert.rejects(call, { kind: 'cancelled' })));
  await hasArrived;
  controller.abort();
  await stopped;
  assert.deepEqual(warnings, []);
});

test('the signal of calls that have ended has no listener', async (t) => {
  const { signal } = new AbortController();
  const fetch = async () => {
    assert.equal(getEventListeners(signal, 'abort').length, 1);
    return response({ ID: 'a' });
  };
  const wf = await connect(t, 'https://x.example', { fetch });
  await Promise.all([1, 2, 3].map(() => wf.get({ ID: 'a' }, { signal })));
  assert.deepEqual(getEventListeners(signal, 'abort'), []);

  const controller = new AbortController();
  const aborting = async () => {
    controller.abort();
    throw controller.signal.reason;
  };
  const other = await connect(t, 'https://x.example', { fetch: aborting });
  await assert.rejects(other.get({ ID: 'a' }, { signal: controller.signal }), {
    kind: 'cancelled',
  });
  assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
});

test('a signal that can’t remove a listener gets one for all calls', async (t) => {
  let count = 0;
  const signal = { aborted: false, addEventListener: () => (count += 1) };
  const fetch = async () => response({ ID: 'a' });
  const wf = await connect(t, 'https://x.example', { fetch });
  for (let times = 0; times < 3; times += 1) await wf.get({ ID: 'a' }, { signal });
  assert.equal(count, 1);
});

test('a pooled signal serves several requests in sequence, and never two at once', async (t) => {
  const signals = [];
  const waiting = [];
  let holds = false;
  const fetch = async (_, { signal }) => {
    signals.push(signal);
    if (holds) await new Promise((resolve) => waiting.push(resolve));
    return response({ ID: 'a' });
  };
  const wf = await connect(t, 'https://x.example', { fetch });
  for (let times = 0; times < 40; times += 1) await wf.get({ ID: 'a' });
  const uses = new Map();
  for (const signal of signals) uses.set(signal, (uses.get(signal) ?? 0) + 1);
  // Runtimes warn about more than ten listeners.
  assert.ok(Math.max(...uses.values()) <= 10 && uses.size < 40, [...uses.values()].join());

  holds = true;
  signals.length = 0;
  const calls = [1, 2, 3].map(() => wf.get({ ID: 'a' }));
  while (waiting.length < 3) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(new Set(signals).size, 3);
  waiting.forEach((resolve) => resolve());
  await Promise.all(calls);
});

test('a request that took too long ends no other request', async (t) => {
  const signals = [];
  const fetch = (_, { signal }) => {
    signals.push(signal);
    return signals.length === 2
      ? new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        })
      : Promise.resolve(response({ ID: 'a' }));
  };
  // A time limit doesn't keep the process alive, and this fetch has no socket.
  const alive = setInterval(() => {}, 1_000);
  t.after(() => clearInterval(alive));
  const once = { timeoutMs: 20, retry: { attempts: 1 } };
  const wf = await connect(t, 'https://x.example', { fetch, ...once });
  await wf.get({ ID: 'a' });
  await assert.rejects(wf.get({ ID: 'a' }), { kind: 'timeout' });
  assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
  assert.equal(signals[1].aborted, true);
  assert.equal(signals[2].aborted, false);
});

test('changes by the caller after the call are not sent', async (t) => {
  const bodies = [];
  const fetch = async (_, { body }) => {
    bodies.push(JSON.parse(body));
    // Refused the first time, so that it is sent again.
    const { title } = bodies.at(-1);
    return bodies.length > 1 ? response({ ID: 'a', title }) : response(undefined, 429);
  };
  const wf = await connect(t, 'https://x.example', {
    ...{ fetch, sleep: async () => {}, concurrency: 1 },
  });
  const changes = { title: 'One', userGroups: [{ groupID: 'g1' }] };
  const input = { ID: 'a', changes };
  const calls = [wf.update(input)];
  changes.title = 'Two';
  changes.userGroups[0].groupID = 'g2';
  input.changes = undefined;
  // Waits for the concurrency limit.
  calls.push(wf.update({ ID: 'a', changes }));
  changes.title = 'Three';
  changes.userGroups.pop();
  await Promise.all(calls);
  assert.deepEqual(
    bodies.map(({ title, userGroups }) => `${title} ${userGroups[0]?.groupID}`).sort(),
    ['One g1', 'One g1', 'Two g2'],
  );
});

test('changes by the caller are not sent by a later chunk of a batch either', async (t) => {
  const titles = [];
  const fetch = async (_, { body }) => {
    const updates = JSON.parse(body);
    titles.push(...updates.map(({ parameterValues }) => parameterValues['DE:Desk']));
    return response(updates);
  };
  const wf = await connect(t, 'https://x.example', { fetch, batchDialect: 'bulk', concurrency: 1 });
  const body = { parameterValues: { 'DE:Desk': 'A1' } };
  const operations = ['a', 'b', 'c', 'd'].map((ID) => ({
    method: 'PUT',
    uri: `/user/${ID}`,
    body,
  }));
  const call = wf.batch({ operations, chunkSize: 2 });
  body.parameterValues['DE:Desk'] = 'B2';
  await call;
  assert.deepEqual(titles, ['A1', 'A1', 'A1', 'A1']);
});

test('values that JSON can’t represent are refused before a request is sent', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: {} } }));
  const wf = await connect(t, url);
  const cyclic = {};
  cyclic.self = cyclic;
  for (const value of [cyclic, { size: 1n }]) {
    const changes = { parameterValues: value };
    await assert.rejects(wf.update({ ID: 'a', changes }), {
      ...{ kind: 'validation', message: /JSON/, hint: /Nothing was sent/ },
    });
    await assert.rejects(wf.call({ method: 'PUT', object: 'user', body: changes }), {
      kind: 'validation',
    });
  }
  const operations = [{ method: 'PUT', uri: '/user/a', body: { parameterValues: cyclic } }];
  await assert.rejects(wf.batch({ operations }), {
    ...{ kind: 'validation', fields: ['operations[0].body.parameterValues.self'] },
  });
  assert.deepEqual(requests, []);
});

test('a plugin may be called while it calls the host', async (t) => {
  let calls = 0;
  const fetch = async () => response({ ID: 'a', title: `${(calls += 1)}` });
  const within = [];
  const now = () => {
    if (within.length < 3) within.push(wf.get({ ID: 'a' }));
    return 0;
  };
  const wf = await connect(t, 'https://x.example', { fetch, now });
  const own = await wf.get({ ID: 'a' });
  const titles = [own, ...(await Promise.all(within))].map(({ user }) => user.title);
  assert.equal(titles.length, 4);
  assert.equal(new Set(titles).size, 4);
});

test('a fetch that replaces the runtime’s is used', async (t) => {
  const wf = await connect(t, 'https://x.example');
  const { fetch } = globalThis;
  t.after(() => (globalThis.fetch = fetch));
  globalThis.fetch = async () => response({ ID: 'a', title: 'replaced' });
  assert.equal((await wf.get({ ID: 'a' })).user.title, 'replaced');
});

test('concurrent calls each get their own response', async (t) => {
  const { url, requests } = await record(t, ({ path }) => ({
    body: { data: { ID: path.split('/').at(-1) } },
  }));
  const wf = await connect(t, url);
  const other = await connect(t, url);
  const IDs = Array.from({ length: 200 }, (_, index) => `u${index}`);
  const users = await Promise.all(
    IDs.map((ID, index) => (index % 2 ? wf : other).get({ ID, fields: ['ID'] })),
  );
  assert.deepEqual(
    users.map(({ user }) => user.ID),
    IDs,
  );
  assert.equal(requests.length, 200);
});
