// A server that repeats the same pages forever: each way of reading lists ends with an error that says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const users = (count, from = 0, prefix = 'u') =>
  Array.from({ length: count }, (_, at) => ({
    ID: `${prefix}${String(from + at).padStart(6, '0')}`,
    lastUpdateDate: '2026-01-01T00:00:00:000+0000',
  }));

const limitOf = ({ query }) => Number(new URLSearchParams(query).get('$$LIMIT'));
const isRepeated = (error) => {
  assert.equal(error.name, 'WorkfrontError');
  assert.equal(error.kind, 'unexpectedResponse');
  assert.match(error.message, /pages of the (search|list) repeat/);
  return true;
};
const shuffled = (list, by) => [...list.slice(by), ...list.slice(0, by)];

/** Endless servers: their rows, by the requested rows and the number of the request. */
const servers = {
  'the same page': (limit) => users(limit),
  'the same page in another order': (limit, index) => shuffled(users(limit), index % limit),
  'two pages in turn': (limit, index) => users(limit, (index % 2) * limit),
  'three pages, again and again': (limit, index) => users(limit, (index % 3) * limit),
};

async function all(iterable) {
  let count = 0;
  for await (const _ of iterable) count += 1;
  return count;
}

for (const [name, page] of Object.entries(servers)) {
  test(`${name} ends searchAll`, async (t) => {
    const { url, requests } = await record(t, (request, index) => ({
      body: { data: page(limitOf(request), index) },
    }));
    const wf = await connect(t, url);
    await assert.rejects(all(wf.searchAll({ limit: 50 })), isRepeated);
    assert.ok(requests.length <= 6, String(requests.length));
  });

  test(`${name} ends offboard with filters`, async (t) => {
    const { url, requests } = await record(t, (request, index) => ({
      body: { data: page(limitOf(request), index) },
    }));
    const wf = await connect(t, url);
    const filters = [{ field: 'homeGroup:name', value: 'Leavers' }];
    await assert.rejects(wf.offboard({ filters, dryRun: true }), isRepeated);
    assert.ok(requests.length <= 6, String(requests.length));
  });

  test(`${name} ends changes`, async (t) => {
    const { url, requests } = await record(t, (request, index) => ({
      body: { data: page(limitOf(request), index) },
    }));
    const wf = await connect(t, url);
    const outcome = await wf.changes({ since: '2025-12-01T00:00:00Z', limit: 10_000 }).catch((error) => error); // prettier-ignore
    isRepeated(outcome);
    assert.ok(requests.length <= 6, String(requests.length));
  });
}

for (const meta of [undefined, { page_count: 1e9 }]) {
  test(`the same subscriptions for ever end ensureSubscriptions, with meta ${JSON.stringify(meta)}`, async (t) => {
    const list = Array.from({ length: 1_000 }, (_, at) => ({
      ...{ id: `s${at}`, objCode: 'USER', eventType: 'UPDATE', url: 'https://other.example/' },
    }));
    const { url, requests } = await record(t, ({ method }) => ({
      body: method === 'GET' ? { subscriptions: list, ...(meta && { meta }) } : { id: 'new' },
    }));
    const wf = await connect(t, url);
    const input = {
      url: 'https://example.com/hook',
      authToken: 'a-long-random-secret',
      subscriptions: [{ eventType: 'USER_CREATE' }],
    };
    await assert.rejects(wf.ensureSubscriptions(input), isRepeated);
    assert.ok(requests.length <= 4, String(requests.length));
    assert.ok(requests.every(({ method }) => method === 'GET'));
  });
}

test('users who move between pages don’t end the search', async (t) => {
  // Each page repeats all users of the one before but one.
  const { url } = await record(t, (request, index) => ({
    body: { data: index < 20 ? users(limitOf(request), index) : [] },
  }));
  const wf = await connect(t, url);
  assert.equal(await all(wf.searchAll({ limit: 10 })), 29);
});

test('more rows than requested are an error', async (t) => {
  const { url } = await record(t, () => ({ body: { data: users(2_001) } }));
  const wf = await connect(t, url);
  for (const call of [
    wf.search({ limit: 10 }),
    wf.search({ limit: 2_000 }),
    wf.searchAll().next(),
    wf.lookup({ object: 'group' }),
  ]) {
    await assert.rejects(call, { kind: 'unexpectedResponse', message: /2001 rows/ });
  }
});
