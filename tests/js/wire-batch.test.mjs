// The requests of each batch dialect, and how `auto` finds the one that a tenant accepts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { connect } from './lib/connect.mjs';
import { pairs, record } from './lib/recorder.mjs';

const root = '/attask/api/v18.0';
const activations = (...IDs) =>
  IDs.map((ID) => ({ method: 'PUT', uri: `/user/${ID}`, body: { isActive: true } }));
/** The ID in the URI of an operation. */
const idIn = (uri) => /^\/user\/(\w+)/.exec(uri)[1];
const active = (...IDs) => IDs.map((ID) => ({ ID, isActive: true }));
const refusal = {
  status: 404,
  body: { error: { message: 'Unknown object type: batch' } },
};

test('operations: the guide’s JSON', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: active('abc', 'def') } }));
  const wf = await connect(t, url, { batchDialect: 'operations' });
  const {
    results,
    dialect,
    requests: sent,
  } = await wf.batch({ operations: activations('abc', 'def') });
  assert.deepEqual(
    results,
    active('abc', 'def').map((data) => ({ ok: true, state: 'done', evidence: 'response', data })),
  );
  assert.deepEqual([dialect, sent], ['operations', 1]);
  const [{ method, path, query, headers, body }] = requests;
  assert.deepEqual([method, path, query], ['POST', `${root}/batch`, undefined]);
  assert.equal(headers['content-type'], 'application/json');
  // The response contains the state, so that no user needs to be read again.
  const updates = activations('abc', 'def').map((update) => ({
    ...update,
    uri: `${update.uri}?fields=isActive`,
  }));
  assert.deepEqual(JSON.parse(body), { updates });
});

test('uris: the form of Adobe’s client', async (t) => {
  const { url, requests } = await record(t, () => ({
    body: { data: active('abc', 'def').map((data) => ({ data })) },
  }));
  const wf = await connect(t, url, { batchDialect: 'uris' });
  const { results, dialect } = await wf.batch({ operations: activations('abc', 'def') });
  assert.deepEqual(
    results.map(({ data }) => data),
    active('abc', 'def'),
  );
  assert.equal(dialect, 'uris');
  const [{ method, path, headers, body }] = requests;
  assert.deepEqual([method, path], ['POST', `${root}/batch`]);
  assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
  const form = pairs(body);
  assert.deepEqual(
    form.map(([key]) => key),
    ['atomic', 'uri', 'uri', 'concurrent'],
  );
  const [address, parameters] = form[1][1].split('?');
  assert.equal(address, 'user/abc');
  const inside = Object.fromEntries(pairs(parameters));
  assert.equal(inside.method, 'PUT');
  assert.equal(inside.fields, 'isActive');
  assert.deepEqual(JSON.parse(inside.updates), { isActive: true });
});

test('bulk: the documented array', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: active('def', 'abc') } }));
  const wf = await connect(t, url, { batchDialect: 'bulk' });
  const { results, dialect } = await wf.batch({ operations: activations('abc', 'def') });
  assert.deepEqual(
    results.map(({ data }) => data.ID),
    ['abc', 'def'],
    'in the order of the operations, not of the response',
  );
  assert.equal(dialect, 'bulk');
  const [{ method, path, query, headers, body }] = requests;
  assert.deepEqual([method, path, query], ['PUT', `${root}/user`, 'fields=isActive']);
  assert.equal(headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(body), active('abc', 'def'));
});

test('auto tries each dialect once and remembers the one that the tenant accepts', async (t) => {
  const { url, requests } = await record(t, ({ path, body }) =>
    path.endsWith('/batch')
      ? refusal
      : { body: { data: JSON.parse(body).map(({ ID }) => ({ ID, isActive: true })) } },
  );
  const wf = await connect(t, url);
  const first = await wf.batch({ operations: activations('a', 'b') });
  assert.equal(first.dialect, 'bulk');
  assert.ok(first.results.every(({ ok }) => ok));
  assert.equal(first.requests, requests.length);
  const types = requests.map(({ headers }) => headers['content-type']);
  assert.ok(types.indexOf('application/x-www-form-urlencoded') > types.indexOf('application/json'));

  const before = requests.length;
  await wf.batch({ operations: activations('c', 'd') });
  assert.deepEqual(
    requests.slice(before).map(({ path }) => path),
    [`${root}/user`],
  );
});

test('chunks are 50 by default, and at most 100', async (t) => {
  const { url, requests } = await record(t, ({ body }) => ({
    body: {
      data: JSON.parse(body).updates.map(({ uri }) => ({ ID: idIn(uri), isActive: true })),
    },
  }));
  // In sequence: concurrent requests arrive in any order.
  const wf = await connect(t, url, { batchDialect: 'operations', concurrency: 1 });
  const operations = activations(...Array.from({ length: 120 }, (_, index) => `u${index}`));
  const sizes = () => requests.splice(0).map(({ body }) => JSON.parse(body).updates.length);
  const { results } = await wf.batch({ operations });
  assert.deepEqual(sizes(), [50, 50, 20]);
  assert.deepEqual(
    results.map(({ data }) => data.ID),
    operations.map(({ uri }) => idIn(uri)),
  );
  await wf.batch({ operations, chunkSize: 100 });
  assert.deepEqual(sizes(), [100, 20]);
  await assert.rejects(wf.batch({ operations, chunkSize: 101 }), {
    kind: 'validation',
    fields: ['chunkSize'],
  });
  assert.equal(requests.length, 0);
});

test('a failing operation hides no other’s result', async (t) => {
  const error = { class: 'com.attask.X', message: 'Invalid Parameter: ID' };
  const { url } = await record(t, () => ({
    body: { data: [{ ID: 'a', isActive: true }, { error }, { ID: 'c', isActive: true }] },
  }));
  const wf = await connect(t, url, { batchDialect: 'operations' });
  const { results } = await wf.batch({ operations: activations('a', 'b', 'c') });
  assert.deepEqual(
    results.map(({ ok }) => ok),
    [true, false, true],
  );
  assert.equal(results[1].error.workfrontMessage, error.message);
  assert.equal(typeof results[1].error.hint, 'string');
});

test('onProgress receives each chunk', async (t) => {
  const { url } = await record(t, ({ body }) => ({
    body: {
      data: JSON.parse(body).updates.map(({ uri }) => ({ ID: idIn(uri), isActive: true })),
    },
  }));
  // In sequence: of concurrent chunks, the smallest may finish first.
  const wf = await connect(t, url, { batchDialect: 'operations', concurrency: 1 });
  const received = [];
  await wf.batch(
    { operations: activations('a', 'b', 'c', 'd', 'e'), chunkSize: 2 },
    { onProgress: (progress) => received.push(progress) },
  );
  const last = { phase: 'report', done: 5, total: 5, failed: 0, requests: 3 };
  assert.deepEqual(received.at(-1), last);
  const done = received.map((progress) => progress.done);
  assert.deepEqual(
    done,
    [...done].sort((a, b) => a - b),
  );
  assert.ok(
    [2, 4].every((count) => done.includes(count)),
    String(done),
  );
});

test('an invalid operation is not sent and does not stop the others', async (t) => {
  const { url, requests } = await record(t, () => ({
    body: { data: [{ ID: 'a', isActive: true }] },
  }));
  const wf = await connect(t, url, { batchDialect: 'bulk' });
  const invalid = [
    { method: 'PUT', uri: 'https://evil.example/user/a', body: {} },
    { method: 'PUT', uri: '/user/../login', body: {} },
    { method: 'PUT', uri: '/user', body: {} },
    { method: 'PATCH', uri: '/user/a', body: {} },
    { method: 'POST', uri: '/batch', body: {} },
  ];
  const { results, complete } = await wf.batch({
    operations: [...invalid, ...activations('a')],
  });
  assert.deepEqual(
    results.map(({ state }) => state),
    [...invalid.map(() => 'notDone'), 'done'],
  );
  for (const [at, { error }] of results.slice(0, -1).entries()) {
    assert.equal(error.kind, 'validation');
    assert.ok(error.fields.every((field) => field.startsWith(`operations[${at}]`)));
  }
  assert.equal(complete, false);
  assert.equal(requests.length, 1);
  await assert.rejects(wf.batch({ operations: invalid }), {
    kind: 'validation',
    fields: [
      'operations[0].uri',
      'operations[1].uri',
      'operations[2].uri',
      'operations[3].method',
      'operations[4].uri',
    ],
  });
  assert.equal(requests.length, 1);
});

/** A plugin whose host's fetch calls this function with a chunk's single ID, which returns `{ status, body }`. */
const connectTo = (t, respond) =>
  connect(t, 'https://x.example', {
    concurrency: 3,
    fetch: async (_, { body }) => {
      const [{ uri }] = JSON.parse(body).updates;
      const { status = 200, body: data } = await respond(idIn(uri));
      return { status, headers: { get: () => null }, text: async () => JSON.stringify(data) };
    },
  });

const done = (ID) => ({ body: { data: [{ ID, title: 'x' }] } });

/** How many requests were running at the same time, in the order in which they arrived. */
async function together(t, operations) {
  let now = 0;
  const counts = [];
  const wf = await connectTo(t, async (ID) => {
    counts.push((now += 1));
    // Concurrent requests have been sent by then.
    await turn();
    now -= 1;
    return done(ID);
  });
  const { results } = await wf.batch({ operations, chunkSize: 1 });
  assert.ok(results.every(({ ok }) => ok));
  assert.deepEqual(
    results.map(({ data }) => data.ID),
    operations.map(({ uri }) => idIn(uri)),
  );
  return counts;
}

const change = (ID) => ({ method: 'PUT', uri: `/user/${ID}`, body: { title: 'x' } });

test('chunks run concurrently up to the limit, once the dialect is proven', async (t) => {
  const counts = await together(t, ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(change));
  assert.equal(counts[0], 1);
  assert.equal(Math.max(...counts), 3);
});

test('two changes of one user keep their order', async (t) => {
  const counts = await together(t, ['a', 'b', 'b', 'b', 'b'].map(change));
  assert.equal(Math.max(...counts), 1);
});

/** A server that delays each response until `mayRespond(ID, arrived)` is true; `most` is how many waited at once. */
async function held(t, mayRespond) {
  const state = { arrived: [], responded: 0, most: 0 };
  const waiting = new Map();
  const look = () => {
    for (const [ID, go] of waiting) {
      if (!mayRespond(ID, state.arrived)) continue;
      waiting.delete(ID);
      go();
    }
  };
  const { url } = await record(t, async ({ body }) => {
    const [{ uri }] = JSON.parse(body).updates;
    const ID = idIn(uri);
    state.arrived.push(ID);
    state.most = Math.max(state.most, state.arrived.length - state.responded);
    const turn = new Promise((go) => waiting.set(ID, go));
    look();
    await turn;
    state.responded += 1;
    return done(ID);
  });
  return { state, wf: await connect(t, url, { concurrency: 3 }) };
}

test('chunks don’t wait for the slowest of the concurrent ones, and never exceed the limit', async (t) => {
  // The second gets its response when all others have arrived, which never happens in waves of three.
  const { state, wf } = await held(t, (ID, arrived) => {
    const isFull = arrived.length - state.responded === 3;
    return ID === 'a' || arrived.length === 7 || (ID !== 'b' && isFull);
  });
  const received = [];
  const { results } = await wf.batch(
    { operations: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(change), chunkSize: 1 },
    { onProgress: ({ phase, done }) => phase === 'send' && received.push(done) },
  );
  assert.equal(results.map(({ data }) => data.ID).join(''), 'abcdefg', 'in their own order');
  assert.equal(state.most, 3);
  assert.deepEqual(received, [1, 2, 3, 4, 5, 6, 7]);
});

test('after a refused credential no other chunk is sent, and results so far are reported', async (t) => {
  const refused = { status: 401, body: { error: { message: 'You are not currently logged in.' } } };
  const sent = [];
  let release;
  const isOver = new Promise((resolve) => (release = resolve));
  const wf = await connectTo(t, async (ID) => {
    sent.push(ID);
    if (ID === 'c') {
      await turn();
      // Concurrent requests get their responses after the plugin has read the refusal, when it would have sent another.
      setImmediate(release);
      return refused;
    }
    if (ID !== 'a') await isOver;
    return done(ID);
  });
  const operations = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(change);
  const { results } = await wf.batch({ operations, chunkSize: 1 });
  assert.deepEqual(
    results.map(({ error }) => error?.kind ?? 'ok'),
    ['ok', 'ok', 'unauthorized', 'ok', 'unauthorized', 'unauthorized', 'unauthorized'],
  );
  assert.deepEqual(sent, ['a', 'b', 'c', 'd']);
});
