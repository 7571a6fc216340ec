// Events as a receiver gets them.
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

/** Handles a request, and returns the status and the events that were passed on. */
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

test('fields of any name are compared', async () => {
  const state = (value) => ({ ID: 'u1', 'a\0b': value, '': value, é: value, '\0': value });
  const body = { ...event, newState: state(1), oldState: state(2) };
  const names = async (one) =>
    (await parseEvent(one, { authToken, authorization: authToken })).changes.map(
      ({ field }) => field,
    );
  assert.deepEqual(await names(body), ['a\0b', '', 'é', '\0']);
  assert.deepEqual(await names({ ...body, oldState: { '': 1 } }), ['ID', 'a\0b', 'é', '\0']);
  assert.deepEqual(await names({ ...body, oldState: {} }), ['ID', 'a\0b', '', 'é', '\0']);
});

test('an event that is not authenticated, or no event, is refused', async (t) => {
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
    await assert.rejects(parse('{', { authToken, authorization: `Bearer ${authToken}` }), {
      ...{ kind: 'validation', fields: ['body'], message: 'body: must be valid JSON' },
    });
    await assert.rejects(parse('{}', {}), { kind: 'validation', fields: ['authToken'] });
  }
  await assert.rejects(wf.verifyEvent({ authToken, authorization: 'x' }), { kind: 'unauthorized' });
});

test('an event is passed on, and the response is 200', async () => {
  const { status, events } = await handled(request(event));
  assert.equal(status, 200);
  assert.deepEqual(events[0].transitions, ['deactivated']);
});

test('each request that is not an event has its response, and nothing is passed on', async () => {
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
    [request('hello'), 400],
    [request({ ping: true }), 200],
  ]) {
    const { status, events } = await handled(incoming);
    assert.equal(status, expected);
    assert.deepEqual(events, []);
  }
  const { headers } = await handled(new Request('https://example.com/hook'));
  assert.equal(headers.get('allow'), 'POST');
});

test('Workfront resends a failed event, and the response reveals nothing', async () => {
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

test('a slow event continues after the response if the host supports that, and is resent otherwise', async () => {
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

test('invalid options of the receiver are errors, not responses', async () => {
  await assert.rejects(handleEvent(request(event), { authToken }), {
    kind: 'validation',
    fields: ['onEvent'],
  });
  await assert.rejects(handleEvent(request(event), { onEvent() {} }), {
    kind: 'validation',
    fields: ['authToken'],
  });
});

/** Handles a request, and returns the status and the errors of onError. */
async function handleAndReport(incoming, handling) {
  const errors = [];
  const onError = (error, about) => void errors.push([error, about]);
  const onEvent = () => {};
  const { status } = await handleEvent(incoming, { authToken, onEvent, onError, ...handling });
  return { status, errors };
}

const streamed = (source) => request(event, { body: new ReadableStream(source), duplex: 'half' });

test('an onError that throws is ignored', async () => {
  const fail = () => {
    throw new Error('the log is down');
  };
  for (const onError of [fail, async () => fail(), () => ({ then: fail }), undefined, null]) {
    const response = await handleEvent(request(event), { authToken, onEvent: fail, onError });
    assert.equal(response.status, 500);
    const unreadable = await handleEvent(request('{"eventType":'), {
      ...{ authToken, onEvent: fail, onError },
    });
    assert.equal(unreadable.status, 400);
  }
});

test('an authenticated body that can’t be read is resent, and onError receives the error', async () => {
  for (const body of [
    JSON.stringify(event).slice(0, -5),
    'hello',
    '[]',
    'null',
    '"text"',
    { ...event, eventType: 'UNKNOWN' },
    { ...event, eventType: undefined },
    { ...event, newState: 'not Base64!', oldState: {} },
    { eventType: 'UPDATE' },
  ]) {
    const { status, errors } = await handleAndReport(request(body));
    assert.equal(status, 400, JSON.stringify(body));
    assert.equal(errors.length, 1);
    assert.equal(errors[0][0].kind, 'validation');
  }
  for (const body of ['', ' ', '{}', { ping: true }]) {
    assert.deepEqual(await handleAndReport(request(body)), { status: 200, errors: [] });
  }
});

test('each event of an array is handled in order, or none', async () => {
  const second = { ...event, newState: { ...event.newState, title: 'Lead' } };
  const both = await handled(request([event, second]));
  assert.equal(both.status, 200);
  assert.deepEqual(
    both.events.map(({ changes }) => changes.length),
    [1, 2],
  );
  for (const body of [
    [event, {}],
    [event, { ...event, eventType: 'UNKNOWN' }],
    [event, 5],
    [[event]],
  ]) {
    const { status, events } = await handled(request(body));
    assert.deepEqual([status, events], [400, []], JSON.stringify(body));
  }
  const [failed, order] = [[], []];
  const response = await handleEvent(request([event, second, event]), {
    authToken,
    onEvent: async ({ changes }) => {
      await null;
      order.push(changes.length);
      if (changes.length === 2) throw new Error('the queue is full');
    },
    onError: (error, { changes }) => failed.push([error.message, changes.length]),
  });
  assert.deepEqual([response.status, order], [500, [1, 2]]);
  assert.deepEqual(failed, [['the queue is full', 2]]);
  const cut = await handleAndReport(request(JSON.stringify([event, second]).slice(0, -1)));
  assert.deepEqual([cut.status, cut.errors.length], [400, 1]);
});

test('an event of a user whose states have no ID is passed on without one', async () => {
  const newState = { homeGroupID: 'g1', homeTeamID: 't2' };
  const oldState = { ...newState, homeTeamID: 't1' };
  const { status, events } = await handled(request({ ...event, newState, oldState }));
  assert.equal(status, 200);
  assert.equal(events[0].type, 'USER_UPDATE');
  assert.deepEqual(events[0].transitions, ['homeTeamChanged']);
  assert.ok(!('objID' in events[0]) && !('userID' in events[0]));
  const record = await handled(request({ ...event, newState: { id: 'r1' }, oldState: {} }));
  assert.equal(record.events[0].objID, 'r1');
  assert.ok(!('userID' in record.events[0]));
});

test('onError receives nothing of a request without the token', async () => {
  const init = { headers: { authorization: 'Bearer other' }, duplex: 'half' };
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
  const stalled = new ReadableStream({ pull: () => new Promise(() => {}) });
  for (const body of ['x'.repeat(1_048_577), broken, stalled, 'hello']) {
    const incoming = request(event, { ...init, body });
    assert.deepEqual(await handleAndReport(incoming, { timeoutMs: 50 }), {
      status: 401,
      errors: [],
    });
  }
});

test('onError receives the error of a body that is too large', async () => {
  const { status, errors } = await handleAndReport(request('x'.repeat(1_048_577)));
  assert.deepEqual([status, errors.length, errors[0][0].fields], [413, 1, ['body']]);
});

test('a body that never ends, stalls or fails gets a response in time, and onError receives the error', async () => {
  const never = () => new Promise(() => {});
  for (const [source, expected] of [
    [{ pull: never }, 408],
    [{ start: (controller) => controller.enqueue(new TextEncoder().encode('{"even')), pull: never, cancel: never }, 408], // prettier-ignore
    [{ pull: (controller) => controller.enqueue(new Uint8Array(0)) }, 408],
    [{ pull: (controller) => controller.error(new Error('reset')) }, 500],
    [{ pull: (controller) => controller.enqueue('text') }, 500],
  ]) {
    const { status, errors } = await handleAndReport(streamed(source), { timeoutMs: 50 });
    assert.equal(status, expected);
    assert.equal(errors.length, 1);
  }
  const used = request(event);
  await used.text();
  assert.equal((await handleAndReport(used)).status, 500);
});

test('invalid options are errors', async () => {
  const onEvent = () => {};
  const good = { authToken, onEvent };
  for (const [options, field] of [
    [{ timeoutMs: Infinity }, 'timeoutMs'],
    [{ timeoutMs: NaN }, 'timeoutMs'],
    [{ timeoutMs: -1 }, 'timeoutMs'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: '100' }, 'timeoutMs'],
    [{ timeoutMs: 10n }, 'timeoutMs'],
    [{ onError: 1 }, 'onError'],
    [{ waitUntil: {} }, 'waitUntil'],
    [{ onEvent: null }, 'onEvent'],
    [{ authToken: '' }, 'authToken'],
    [{ authToken: [] }, 'authToken'],
    [{ authToken: [1] }, 'authToken'],
    [{ authToken: Symbol('x') }, 'authToken'],
    [{ get timeoutMs() { throw new Error('x'); } }, 'timeoutMs'], // prettier-ignore
  ]) {
    const descriptors = Object.getOwnPropertyDescriptors(options);
    const handling = Object.defineProperties({ ...good }, descriptors);
    await assert.rejects(handleEvent(request(event), handling), {
      ...{ kind: 'validation', fields: [field] },
    });
  }
  for (const handling of [undefined, null, 5]) {
    await assert.rejects(handleEvent(request(event), handling), { kind: 'validation' });
  }
  for (const incoming of [undefined, null, {}, 5, { headers: {} }]) {
    await assert.rejects(handleEvent(incoming, good), { kind: 'validation', fields: ['request'] });
  }
});

test('a waitUntil that throws or rejects is ignored', async () => {
  let finish;
  const slow = new Promise((resolve) => (finish = resolve));
  const late = { timeoutMs: 1, onEvent: () => slow };
  const thrown = await handleAndReport(request(event), {
    ...late,
    waitUntil: () => {
      throw new Error('no context');
    },
  });
  assert.equal(thrown.status, 503);
  assert.equal(thrown.errors[0][0].message, 'no context');
  const failed = await handleAndReport(request(event), {
    ...late,
    waitUntil: async () => Promise.reject(1),
  });
  assert.equal(failed.status, 202);
  finish();
});
