// Events received with node:http, Express and Fastify.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as send } from 'node:http';
import { createRequire } from 'node:module';
import { connect as connectSocket } from 'node:net';
import { test } from 'node:test';
import { WorkfrontError } from 'workfront-actions';
import { toHandler } from 'workfront-actions/node';

const authToken = 'a-long-random-secret';
const authorization = `Bearer ${authToken}`;
const event = {
  eventType: 'UPDATE',
  newState: { ID: 'u1', isActive: false, name: 'Zoë' },
  oldState: { ID: 'u1', isActive: true, name: 'Zoë' },
};

/** A server with this listener, which ends with the test. */
async function serve(t, listener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return server.address().port;
}

/** The response to a request of an event. */
async function post(port, body, { method = 'POST', headers = { authorization } } = {}) {
  const outgoing = send({ port, host: '127.0.0.1', method, headers });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

/** Options, and what their functions were called with. */
function recorded(more) {
  const [events, errors] = [[], []];
  const onEvent = (one) => void events.push(one);
  const onError = (error) => void errors.push(error);
  return { events, errors, handling: { authToken, onEvent, onError, ...more } };
}

test('node:http: an event is handled, and what is not an event has its response', async (t) => {
  const { events, errors, handling } = recorded({ timeoutMs: 1_000 });
  const port = await serve(t, toHandler(handling));
  const text = JSON.stringify(event);
  assert.equal((await post(port, text)).status, 200);
  assert.deepEqual(events[0].transitions, ['deactivated']);
  assert.equal(events[0].newState.name, 'Zoë');
  assert.equal((await post(port, JSON.stringify([event, event]))).status, 200);
  assert.equal(events.length, 3);
  assert.equal((await post(port, '')).status, 200);
  assert.equal((await post(port, '{}')).status, 200);
  assert.equal((await post(port, text, { headers: {} })).status, 401);
  const other = await post(port, undefined, { method: 'GET' });
  assert.deepEqual([other.status, other.headers.allow], [405, 'POST']);
  assert.deepEqual(errors, []);
  const cut = await post(port, text.slice(0, -5));
  assert.equal(cut.status, 400);
  assert.match(cut.headers['content-type'], /^text\/plain/);
  assert.equal(errors.length, 1);
  assert.equal(events.length, 3);
});

test('node:http: a body that is too large, stalls or ends early has its response', async (t) => {
  const { events, errors, handling } = recorded({ timeoutMs: 200 });
  const port = await serve(t, toHandler(handling));
  const large = await post(port, 'x'.repeat(1_048_577));
  assert.deepEqual([large.status, large.headers.connection], [413, 'close']);

  const head = `POST / HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-length: 100\r\n\r\n{"even`;
  const stalled = connectSocket(port, '127.0.0.1', () => stalled.write(head));
  let answer = '';
  for await (const chunk of stalled) answer += chunk;
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.deepEqual(
    errors.map(({ name }) => name),
    ['WorkfrontError', 'TimeoutError'],
  );

  const closed = connectSocket(port, '127.0.0.1', () => closed.end(head));
  closed.resume();
  await once(closed, 'close');
  // The process goes on, and so does the server.
  assert.equal((await post(port, JSON.stringify(event))).status, 200);
  assert.deepEqual([events.length, errors.length], [1, 3]);
});

/** Reads the whole body as Express and Fastify do, and passes on what `parse` makes of it. */
const parsing = (parse, handle) => async (message, response) => {
  const chunks = await message.toArray();
  return handle(message, response, parse(Buffer.concat(chunks)));
};

test('Express: a body that was parsed is read from request.body', async (t) => {
  const text = JSON.stringify(event);
  for (const [parse, expected] of [
    [(bytes) => JSON.parse(bytes), 200],
    [(bytes) => String(bytes), 200],
    [(bytes) => bytes, 200],
    [() => ({}), 200],
    [() => JSON.parse(`[${text},${text}]`), 200],
    [() => ({ payload: text }), 200],
    [() => ({ eventType: 'UPDATE' }), 400],
    [() => JSON.stringify('x'.repeat(1_048_577)), 413],
    // Nothing is known of the event: it must come again.
    [() => undefined, 500],
    [() => 10n, 500],
  ]) {
    const { events, errors, handling } = recorded();
    const handler = toHandler(handling);
    const port = await serve(
      t,
      parsing(parse, (message, response, body) => {
        // As Express passes them: its own properties on node:http's objects.
        const next = () => assert.fail('the next handler is not called');
        return handler(Object.assign(message, { body }), response, next);
      }),
    );
    assert.equal((await post(port, text)).status, expected, String(parse));
    assert.equal(errors.length, expected === 200 ? 0 : 1, String(parse));
    if (expected !== 200) assert.deepEqual(events, []);
  }
});

test('Express 4: a body that was not parsed is read, although request.body is {}', async (t) => {
  const { events, handling } = recorded();
  const handler = toHandler(handling);
  const port = await serve(t, (message, response) =>
    handler(Object.assign(message, { body: {} }), response),
  );
  assert.equal((await post(port, JSON.stringify(event))).status, 200);
  assert.equal(events[0].userID, 'u1');
});

/** As Fastify's: `reply.raw`, and functions that return the reply. */
function replyOf(raw) {
  const reply = {
    raw,
    sent: false,
    code: (status) => ((raw.statusCode = status), reply),
    headers: (headers) => (raw.setHeaders(new Map(Object.entries(headers))), reply),
    send: (text) => ((reply.sent = true), raw.end(text), reply),
  };
  return reply;
}

test('Fastify: the request and the reply are its own', async (t) => {
  const { events, errors, handling } = recorded();
  const handler = toHandler(handling);
  const port = await serve(
    t,
    parsing(JSON.parse, async (raw, response, body) => {
      const reply = replyOf(response);
      const { method, headers } = raw;
      assert.equal(await handler({ raw, method, headers, body }, reply), reply);
    }),
  );
  assert.equal((await post(port, JSON.stringify(event))).status, 200);
  assert.deepEqual([events[0].userID, errors], ['u1', []]);
  const refused = await post(port, JSON.stringify(event), { headers: {} });
  assert.deepEqual([refused.status, refused.headers['www-authenticate']], [401, 'Bearer']);
});

test('a request or an onError that throws gets a response, and the handler never rejects', async (t) => {
  const fail = () => {
    throw new Error('the log is down');
  };
  for (const onError of [fail, undefined]) {
    const handler = toHandler({ authToken, onEvent: fail, onError });
    const port = await serve(t, handler);
    assert.equal((await post(port, JSON.stringify(event))).status, 500);
    const broken = await serve(
      t,
      (message, response) =>
      handler({ ...message, get headers() { return fail(); } }, response), // prettier-ignore
    );
    assert.equal((await post(broken, JSON.stringify(event))).status, 500);
  }
  const closed = { headersSent: true };
  const { handling } = recorded();
  await toHandler(handling)({ method: 'GET', headers: {} }, closed);
  await toHandler(handling)(null, null);
});

test('wrong options are errors of the package, before a request arrives', () => {
  for (const [options, field] of [
    [{ authToken: '' }, 'authToken'],
    [{ onEvent: undefined }, 'onEvent'],
    [{ timeoutMs: Infinity }, 'timeoutMs'],
  ]) {
    const { handling } = recorded(options);
    assert.throws(
      () => toHandler(handling),
      (error) => {
        assert.ok(error instanceof WorkfrontError);
        assert.deepEqual([error.kind, error.fields], ['validation', [field]]);
        return true;
      },
    );
  }
  assert.throws(() => toHandler(), { kind: 'validation' });
});

test('the CommonJS build is the same', async (t) => {
  const require = createRequire(import.meta.url);
  const { events, handling } = recorded();
  const port = await serve(t, require('workfront-actions/node').toHandler(handling));
  assert.equal((await post(port, JSON.stringify(event))).status, 200);
  assert.equal(events.length, 1);
  assert.throws(
    () => require('workfront-actions/node').toHandler({}),
    require('workfront-actions').WorkfrontError,
  );
});
