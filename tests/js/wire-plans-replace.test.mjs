// What a plan of a deletion with a replacement sends: the bytes of the hand-over and of the deletion, once and in this order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { createSandbox } from 'workfront-actions/sandbox';
import { recording } from './lib/action-runs.mjs';
import { pairs, record } from './lib/recorder.mjs';

const root = '/attask/api/v18.0';
const planKeys = { current: 'k', keys: { k: 'a-key-for-tests-of-more-than-32-bytes' } };
const person = (ID, more) => ({
  ...{ ID, firstName: 'F', lastName: ID, emailAddr: `${ID}@acme.com`, username: `${ID}@acme.com` },
  ...more,
});

/** A tenant behind a server that records what arrives; `isLost` says which responses get lost. */
async function start(t, { isLost = () => false, ...options } = {}) {
  const users = [person('boss'), person('next'), person('ann', { managerID: 'boss' })];
  const sandbox = await createSandbox({ people: 5, users });
  t.after(() => sandbox.close());
  const { url, requests } = await record(t, async ({ method, path, query, headers, body }) => {
    const target = query === undefined ? path : `${path}?${query}`;
    const sent = method === 'GET' || body === '' ? {} : { body };
    const response = await sandbox.fetch(sandbox.baseUrl + target, { method, headers, ...sent });
    if (isLost({ target, body })) return 'drop';
    return { status: response.status, body: await response.json() };
  });
  const wf = await createPlugin({
    ...{ baseUrl: url, credentials: { type: 'apiKey', apiKey: sandbox.apiKey }, planKeys },
    ...options,
  });
  t.after(() => wf.close());
  const writes = () => requests.filter(({ method, query }) => method !== 'GET' && !/method=GET/.test(query ?? '')); // prettier-ignore
  return { wf: recording(wf), writes, users: () => sandbox.snapshot().users };
}

const planOf = async (wf) => {
  const input = { ID: 'boss', confirm: 'boss', replacementID: 'next', force: true };
  return (await wf.plan({ action: 'delete', input })).plan;
};
const outcomes = ({ report }) => report.map(({ outcome }) => outcome);
const isHandingOver = ({ target, body }) => /replacementID/.test(target + body);

test('bulk: the hand-over is a PUT of its own, and the deletion follows its response', async (t) => {
  const { wf, writes, users } = await start(t, { batchDialect: 'bulk' });
  const output = await wf.apply({ plan: await planOf(wf) });
  assert.deepEqual(outcomes(output), ['applied', 'applied']);
  const sent = writes().map(({ method, path, query, body }) => [method, path, pairs(query), body]);
  assert.deepEqual(sent, [
    [
      'PUT',
      `${root}/user/replace`,
      [
        ['id', 'boss'],
        ['replacementID', 'next'],
      ],
      '',
    ],
    ['DELETE', `${root}/user/boss`, [['force', 'true']], ''],
  ]);
  assert.equal(users().find(({ ID }) => ID === 'ann').managerID, 'next');
});

test('operations: each is alone in its request', async (t) => {
  const { wf, writes } = await start(t, { batchDialect: 'operations' });
  const output = await wf.apply({ plan: await planOf(wf) });
  assert.deepEqual(outcomes(output), ['applied', 'applied']);
  const updates = writes().map(({ path, body }) => {
    assert.equal(path, `${root}/batch`);
    return JSON.parse(body).updates;
  });
  // The others ask whether the tenant accepts the dialect.
  assert.deepEqual(
    updates.filter(([{ method }]) => method !== 'GET'),
    [
      [{ method: 'PUT', uri: '/user/replace?id=boss&replacementID=next' }],
      [{ method: 'DELETE', uri: '/user/boss?force=true' }],
    ],
  );
});

for (const hasStore of [true, false]) {
  test(`a lost hand-over isn't sent again, ${hasStore ? 'with' : 'without'} a store`, async (t) => {
    const stored = new Map();
    const planStore = {
      get: async (key) => stored.get(key) ?? null,
      putIfAbsent: async (key, value) => !stored.has(key) && Boolean(stored.set(key, value)),
    };
    const options = { batchDialect: 'bulk', ...(hasStore && { planStore }) };
    const { wf, writes, users } = await start(t, { isLost: isHandingOver, ...options });
    const plan = await planOf(wf);
    const first = await wf.apply({ plan });
    assert.deepEqual(outcomes(first), ['unverified', 'notAttempted']);
    assert.equal(first.notes.some((note) => /planStore/.test(note)), !hasStore); // prettier-ignore
    const second = await wf.apply({ plan });
    assert.deepEqual(outcomes(second), ['notAttempted', 'held']);
    assert.equal(second.report[0].error.kind, 'outcomeUnknown');
    assert.equal(writes().length, 1);
    assert.ok(users().some(({ ID }) => ID === 'boss'));
  });
}
