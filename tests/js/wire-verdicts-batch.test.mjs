// The results of batch and offboard if responses are lost or prove nothing, over HTTP, against the sandbox.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { createSandbox } from 'workfront-actions/sandbox';

const dialects = ['operations', 'uris', 'bulk'];

/**
 * A sandbox behind the test's server. `fault({ request, response, body, handle })` returns true if it has responded;
 * `handle()` passes the request to the tenant.
 */
async function start(t, fault, options) {
  const sandbox = await createSandbox({ people: 8 });
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const { method, url } = request;
    const headers = Object.entries(request.headers);
    const handle = () => sandbox.handle({ method, url, headers, body: bytes.toString(), bytes });
    if (await fault({ request, response, body: bytes.toString(), handle })) return;
    const { status, headers: shown, body } = handle();
    response.writeHead(status, shown.flat());
    response.end(Buffer.from(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const wf = await createPlugin({
    baseUrl: `http://127.0.0.1:${server.address().port}`,
    credentials: { type: 'apiKey', apiKey: sandbox.apiKey },
    retry: { attempts: 3, baseMs: 1 },
    ...options,
  });
  t.after(() => {
    wf.close();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const users = () => sandbox.snapshot().users;
  return {
    wf,
    users,
    leavers: users()
      .filter(({ isActive }) => isActive)
      .slice(2, 4),
    isChanged: (ID) => users().find((user) => user.ID === ID).title === 'Changed',
  };
}

const isRead = ({ method, url }, body) =>
  method === 'GET' || url.includes('/search') || /"method":"GET"|method%3DGET/.test(body);
const isHtml = (response) => response.end('<html><title>Sign in</title></html>');
const states = ({ results }) => results.map(({ state }) => state);
const change = ({ ID }) => ({ method: 'PUT', uri: `/user/${ID}`, body: { title: 'Changed' } });

/** Responses that prove nothing. */
const odd = [
  '',
  'null',
  '[]',
  '{}',
  '{"data":{"success":false}}',
  '{"data":null}',
  '<html></html>',
];

test('a create is never sent twice, and is reported as done if the user is found', async (t) => {
  const replies = {
    'cut off': ({ request }, done) =>
      request.socket.end(
        Buffer.concat([
          Buffer.from('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'),
          Buffer.from(done().body).subarray(0, 30),
        ]),
      ),
    500: ({ response }, done) => {
      done();
      response.writeHead(500);
      response.end('{"error":{"message":"Something went wrong"}}');
    },
    page: ({ response }, done) => (done(), isHtml(response)),
    '{}': ({ response }, done) => (done(), response.end('{}')),
    nothing: ({ response }, done) => (done(), response.end()),
  };
  for (const dialect of dialects) {
    for (const [name, reply] of Object.entries(replies)) {
      for (const lags of [true, false]) {
        let posts = 0;
        let isWarm = true;
        const { wf, users } = await start(
          t,
          (exchange) => {
            const { request, response, body, handle } = exchange;
            if (isRead(request, body)) {
              if (!lags || isWarm || !posts) return false;
              response.end(posts % 2 ? '{"data":[]}' : '{"data":null}');
              return true;
            }
            posts += 1;
            reply(exchange, handle);
            return true;
          },
          { batchDialect: dialect },
        );
        isWarm = false;
        const level = users()[4].accessLevelID;
        const person = (email) => ({
          ...{ username: email, emailAddr: email, firstName: 'New', lastName: 'User' },
          accessLevelID: level,
        });
        const operations = ['z1@example.com', 'z2@example.com'].map((email) => ({
          ...{ method: 'POST', uri: '/user', body: person(email) },
        }));
        const output = await wf.batch({ operations });
        const label = `${dialect}, ${name}, ${lags ? 'index lags' : 'index shows it'}`;
        assert.equal(posts, 1, label);
        const made = operations.map(
          ({ body }) => users().filter(({ emailAddr }) => emailAddr === body.emailAddr).length,
        );
        assert.deepEqual(made, [1, 1], label);
        const { results } = output;
        if (lags) {
          assert.deepEqual(states(output), ['unknown', 'unknown'], label);
          assert.ok(
            results.every(({ error }) => error.kind === 'outcomeUnknown'),
            label,
          );
        } else {
          assert.deepEqual(
            results.map(({ ok, evidence, data }) => [ok, evidence, typeof data.ID]),
            results.map(() => [true, 'readBack', 'string']),
            label,
          );
        }
      }
    }
  }
});

test('an update whose response proves nothing is read back, in each dialect', async (t) => {
  for (const dialect of dialects) {
    for (const body of odd) {
      for (const isDone of [true, false]) {
        const { wf, leavers, isChanged } = await start(
          t,
          ({ request, response, body: sent, handle }) => {
            if (isRead(request, sent)) return false;
            if (isDone) handle();
            response.end(body);
            return true;
          },
          { batchDialect: dialect },
        );
        const operations = leavers.map(change);
        const output = await wf.batch({ operations });
        const label = `${dialect}, ${body}, ${isDone}`;
        assert.deepEqual(states(output), isDone ? ['done', 'done'] : ['notDone', 'notDone'], label);
        assert.ok(leavers.every(({ ID }) => isChanged(ID) === isDone));
        for (const [index, { evidence, error }] of output.results.entries()) {
          assert.equal(evidence, 'readBack', label);
          if (!isDone) assert.equal(error.ID, leavers[index].ID, label);
        }
      }
    }
  }
});

test('an operation is validated as the server parses it', async (t) => {
  let requests = 0;
  const { wf, users } = await start(t, () => ((requests += 1), false));
  const { ID } = users()[4];
  for (const query of [
    '%6dethod=DELETE&force=true',
    'session%49D=x',
    'u%70dates={}',
    'METHOD=PUT',
  ]) {
    const operations = [{ method: 'GET', uri: `/user/${ID}?${query}` }];
    await assert.rejects(wf.batch({ operations }), {
      kind: 'validation',
      fields: ['operations[0].uri'],
    });
  }
  assert.equal(requests, 0);
  assert.ok(users().some((user) => user.ID === ID));
});

test('offboard without verification reports the real outcome, or that it is unknown', async (t) => {
  const outcomes = ({ report }) => report.map(({ outcome }) => outcome);
  const offboard = (wf, leavers, extras) =>
    wf.offboard({ IDs: leavers.map(({ ID }) => ID), verify: 'none' }, extras);

  const page = await start(t, ({ request, response, body, handle }) => {
    if (isRead(request, body)) return false;
    handle();
    isHtml(response);
    return true;
  });
  assert.deepEqual(outcomes(await offboard(page.wf, page.leavers)), ['deactivated', 'deactivated']);

  for (const status of [401, 403, 404, 302, 429]) {
    let writes = 0;
    const lost = await start(
      t,
      ({ request, response, body, handle }) => {
        if (isRead(request, body)) return false;
        writes += 1;
        if (writes === 1) {
          handle();
          request.socket.destroy();
          return true;
        }
        response.writeHead(status, { location: '/login', 'retry-after': '0' });
        response.end(status === 302 ? '' : '{"error":{"message":"No"}}');
        return true;
      },
      { batchDialect: 'operations' },
    );
    const output = await offboard(lost.wf, lost.leavers);
    assert.deepEqual(outcomes(output), ['deactivated', 'deactivated'], String(status));
  }

  const abort = new AbortController();
  const stopped = await start(t, ({ request, body, handle }) => {
    if (isRead(request, body)) return false;
    handle();
    abort.abort();
    return true;
  });
  const output = await offboard(stopped.wf, stopped.leavers, { signal: abort.signal });
  assert.deepEqual(outcomes(output), ['unverified', 'unverified']);
  for (const { error, ID } of output.report) {
    assert.deepEqual([error.kind, error.reason, error.ID], ['outcomeUnknown', 'cancelled', ID]);
  }
});

test('a stopped batch reports what was done, may have been done, and was not sent', async (t) => {
  const abort = new AbortController();
  let writes = 0;
  const { wf, users } = await start(
    t,
    ({ request, body, handle }) => {
      if (isRead(request, body)) return false;
      writes += 1;
      if (writes < 2) return false;
      handle();
      abort.abort();
      return true;
    },
    { batchDialect: 'bulk', concurrency: 1 },
  );
  const operations = users().slice(2, 5).map(change);
  const output = await wf.batch({ operations, chunkSize: 1 }, { signal: abort.signal });
  assert.deepEqual(states(output), ['done', 'unknown', 'notAttempted']);
  const [, unknown, unsent] = output.results;
  assert.deepEqual([unknown.error.kind, unknown.error.reason], ['outcomeUnknown', 'cancelled']);
  assert.equal(unsent.error.kind, 'cancelled');
  assert.match(unsent.error.message, /^Not sent/);
});
