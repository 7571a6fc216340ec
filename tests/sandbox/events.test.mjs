// From a write to the receiver, over HTTP: subscriptions, deliveries and retries.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createPlugin, handleEvent } from 'workfront-actions';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { until } from '../lib/until.mjs';

const authToken = 'a-long-random-secret';
const ann = { ID: 'ann', firstName: 'Ann', lastName: 'Lee', emailAddr: 'ann@example.com' };

/** A tenant, a plugin connected to it, and a receiver that records its events and response statuses. */
async function start(t, { options, onEvent } = {}) {
  const tenant = await serveSandbox({ people: 20, users: [ann], ...options });
  t.after(() => tenant.close());
  const wf = await createPlugin({
    baseUrl: tenant.url,
    credentials: { type: 'apiKey', apiKey: tenant.apiKey },
  });
  t.after(() => wf.close());
  const events = [];
  const statuses = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = [];
    for await (const chunk of incoming) body.push(chunk);
    const { method, headers } = incoming;
    const request = new Request(`http://receiver${incoming.url}`, {
      method,
      headers: { authorization: headers.authorization ?? '' },
      body: Buffer.concat(body),
    });
    const response = await handleEvent(request, {
      authToken,
      onEvent: onEvent ?? ((event) => void events.push(event)),
    });
    statuses.push(response.status);
    outgoing.writeHead(response.status).end(await response.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${server.address().port}/hook`;
  /** Waits until this many requests have arrived. */
  const received = (count) => until(() => statuses.length >= count);
  return { ...tenant, wf, url, events, statuses, received };
}

test('a write by the plugin arrives as an event with its meaning', async (t) => {
  const { wf, url, events, received } = await start(t);
  const { report } = await wf.ensureSubscriptions({
    url,
    authToken,
    subscriptions: ['USER_CREATE', 'USER_UPDATE', 'USER_DELETE'].map((eventType) => ({
      eventType,
    })),
  });
  assert.deepEqual(
    report.map(({ outcome }) => outcome),
    ['created', 'created', 'created'],
  );
  await wf.deactivate({ ID: 'ann' });
  await received(1);
  const [event] = events;
  assert.equal(event.type, 'USER_UPDATE');
  assert.equal(event.userID, 'ann');
  assert.deepEqual(event.transitions, ['deactivated']);
  const change = event.changes.find(({ field }) => field === 'isActive');
  assert.deepEqual(change, { field: 'isActive', before: true, after: false });
  assert.equal(event.subscriptionVersion, 'v2');
  assert.equal('username' in event.newState, false);

  await wf.delete({ ID: 'ann', confirm: 'ann', force: true });
  await received(2);
  assert.equal(events[1].type, 'USER_DELETE');
  assert.deepEqual(events[1].transitions, ['deleted']);

  const again = await wf.ensureSubscriptions({
    url,
    authToken,
    subscriptions: [{ eventType: 'UPDATE' }],
  });
  assert.deepEqual(
    again.report.map(({ eventType, outcome }) => [eventType, outcome]),
    [
      ['UPDATE', 'exists'],
      ['CREATE', 'deleted'],
      ['DELETE', 'deleted'],
    ],
  );
  assert.equal((await wf.subscriptions({})).totalCount, 1);
});

test('the same subscription exists, also if the first response was lost', async (t) => {
  const { wf, url, sandbox } = await start(t);
  const input = { eventType: 'UPDATE', url, authToken };
  sandbox.script([{ matching: { nth: 1, method: 'POST' }, effect: { type: 'dropAfterCommit' } }]);
  const noWaiting = { now: Date.now, sleep: async () => {} };
  const retrying = await createPlugin({
    baseUrl: sandbox.baseUrl,
    credentials: { type: 'apiKey', apiKey: sandbox.apiKey },
    ...noWaiting,
  });
  t.after(() => retrying.close());
  const lost = await retrying.subscribe(input);
  assert.equal(lost.outcome, 'exists');
  assert.deepEqual(await wf.subscribe(input).then(({ id }) => id), lost.id);
  const filters = [{ fieldName: 'isActive', comparison: 'changed' }];
  assert.equal((await wf.subscribe({ ...input, filters })).outcome, 'created');
  assert.equal((await wf.subscribe({ ...input, filters })).outcome, 'exists');
  assert.equal((await wf.unsubscribe({ id: lost.id })).deleted, true);
  await assert.rejects(wf.unsubscribe({ id: lost.id }), { kind: 'notFound' });
});

test('a failed delivery is retried when it is due, with the same id', async (t) => {
  let failures = 1;
  const seen = [];
  const { wf, url, sandbox, statuses, received } = await start(t, {
    onEvent: (event) => {
      seen.push(event.id);
      if (failures-- > 0) throw new Error('not now');
    },
  });
  await wf.subscribe({ eventType: 'UPDATE', url, authToken });
  await wf.update({ ID: 'ann', changes: { title: 'Lead' } });
  await received(1);
  await until(() => sandbox.pendingEvents()[0]?.attempt === 1);
  sandbox.advance(84_800);
  await received(2);
  assert.deepEqual(statuses, [500, 200]);
  assert.equal(seen[0], seen[1]);
});

test('filters, Base64, Bearer and both versions', async (t) => {
  const { wf, url, events, received } = await start(t, {
    options: { eventAuthorization: 'bearer' },
  });
  const { id } = await wf.subscribe({
    eventType: 'UPDATE',
    url,
    authToken,
    base64Encoding: true,
    filters: [{ fieldName: 'title', comparison: 'changed' }],
  });
  await wf.update({ ID: 'ann', changes: { phoneNumber: '1' } });
  await wf.update({ ID: 'ann', changes: { title: 'Lead' } });
  await received(1);
  assert.ok(events[0].changes.some(({ field, after }) => field === 'title' && after === 'Lead'));
  const { subscriptionIds } = await wf.subscriptionVersion({ id, version: 'v1' });
  assert.deepEqual(subscriptionIds, [id]);
  await wf.update({ ID: 'ann', changes: { title: 'Boss' } });
  await received(3);
  const [, one, two] = events;
  assert.deepEqual([one.subscriptionVersion, two.subscriptionVersion].sort(), ['v1', 'v2']);
  assert.equal(one.id, two.id);
});

test('a caller who is not an administrator gets an error', async (t) => {
  const { wf, url } = await start(t, { options: { callerIsAdmin: false } });
  await assert.rejects(wf.subscribe({ eventType: 'UPDATE', url, authToken }), {
    kind: 'forbidden',
    hint: /system administrator/,
  });
});
