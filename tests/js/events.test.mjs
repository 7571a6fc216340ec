// Events as they arrive at a receiver of the package's users.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handleEvent, parseEvent, WorkfrontError } from 'workfront-actions';
import { connect } from './lib/connect.mjs';

const authToken = 'a-long-random-secret';
const event = {
  eventType: 'UPDATE',
  subscriptionId: 'sub1',
  eventTime: { nano: 0, epochSecond: 1785003600 },
  newState: { ID: 'u1', objCode: 'USER', isActive: false },
  oldState: { ID: 'u1', objCode: 'USER', isActive: true },
};

const request = (body, init = {}) =>
  new Request('https://example.com/hook', {
    method: 'POST',
    headers: { authorization: `Bearer ${authToken}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...init,
  });

/** Handles a request and gives the status and the events that were handed over. */
async function handled(incoming, handling) {
  const events = [];
  const onEvent = (one) => void events.push(one);
  const response = await handleEvent(incoming, { authToken, onEvent, ...handling });
  return { status: response.status, headers: response.headers, events };
}

test('an event is read from text, bytes and data, with and without a connection', async (t) => {
  const wf = await connect(t, 'http://127.0.0.1:9');
  const text = JSON.stringify(event);
  const signed = { authToken, authorization: authToken };
  const read = await parseEvent(text, signed);
  assert.equal(read.type, 'USER_UPDATE');
  assert.equal(read.userID, 'u1');
  assert.equal(read.occurredAt, '2026-07-25T18:20:00.000Z');
  assert.deepEqual(read.changes, [{ field: 'isActive', before: true, after: false }]);
  assert.deepEqual(read.transitions, ['deactivated']);
  const bytes = new TextEncoder().encode(text);
  for (const body of [bytes, bytes.buffer, event]) {
    assert.deepEqual(await parseEvent(body, signed), read);
    assert.deepEqual(await wf.parseEvent(body, signed), read);
  }
  assert.deepEqual(await wf.run('parseEvent', { body: text, ...signed }), read);
  assert.deepEqual(await wf.parseEvent({ body: text, ...signed }), read);
  assert.deepEqual(await wf.verifyEvent(signed), { genuine: true });
});

test('what is not genuine or no event is refused', async (t) => {
  const wf = await connect(t, 'http://127.0.0.1:9');
  for (const parse of [parseEvent, wf.parseEvent]) {
    await assert.rejects(parse('{}', { authToken, authorization: 'Bearer other' }), (error) => {
      assert.ok(error instanceof WorkfrontError);
      assert.equal(error.kind, 'unauthorized');
      assert.equal(error.action, 'parseEvent');
      assert.ok(!JSON.stringify(error).includes(authToken));
      return true;
    });
    await assert.rejects(parse('{}', { authToken, authorization: authToken }), {
      kind: 'validation',
    });
    await assert.rejects(parse('{}', {}), { kind: 'validation', fields: ['authToken'] });
  }
  await assert.rejects(wf.verifyEvent({ authToken, authorization: 'x' }), { kind: 'unauthorized' });
});

test('an event is handed over and answered with 200', async () => {
  const { status, events } = await handled(request(event));
  assert.equal(status, 200);
  assert.deepEqual(events[0].transitions, ['deactivated']);
});

test('each request that is no event has its answer, and nothing is handed over', async () => {
  const large = 'x'.repeat(1_048_577);
  const parts = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('x'.repeat(65_536)));
    },
  });
  for (const [incoming, expected] of [
    [new Request('https://example.com/hook'), 405],
    [request(large), 413],
    [request(parts, { body: parts, duplex: 'half' }), 413],
    [request(event, { headers: {} }), 401],
    [request(event, { headers: { authorization: 'Bearer other' } }), 401],
    [request('validation?', { headers: {} }), 401],
    [request(''), 200],
    [request('', { headers: {} }), 200],
    [request('hello'), 200],
    [request({ ping: true }), 200],
  ]) {
    const { status, events } = await handled(incoming);
    assert.equal(status, expected);
    assert.deepEqual(events, []);
  }
  const { headers } = await handled(new Request('https://example.com/hook'));
  assert.equal(headers.get('allow'), 'POST');
});

test('what fails is sent again by Workfront, and the answer tells nothing', async () => {
  const failures = [];
  const response = await handleEvent(request(event), {
    authToken,
    onEvent: () => Promise.reject(new Error('the database at db.internal is down')),
    onError: (error, { id }) => failures.push([error.message, id]),
  });
  assert.equal(response.status, 500);
  assert.ok(!(await response.text()).includes('db.internal'));
  assert.deepEqual(failures, [
    ['the database at db.internal is down', 'sub1:USER_UPDATE:u1:001785003600.000000000'],
  ]);
});

test('what takes too long goes on after the answer where the host can, and comes again where not', async () => {
  let finish;
  const slow = new Promise((resolve) => (finish = resolve));
  const handling = { timeoutMs: 1, onEvent: () => slow };
  assert.equal((await handled(request(event), handling)).status, 503);
  const waited = [];
  const waitUntil = (work) => waited.push(work);
  assert.equal((await handled(request(event), { ...handling, waitUntil })).status, 202);
  finish();
  assert.equal((await waited[0]).status, 200);
});

test('wrong options of the receiver are errors, not answers', async () => {
  await assert.rejects(handleEvent(request(event), { authToken }), {
    kind: 'validation',
    fields: ['onEvent'],
  });
  await assert.rejects(handleEvent(request(event), { onEvent() {} }), {
    kind: 'validation',
    fields: ['authToken'],
  });
});
