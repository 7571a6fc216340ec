// Each failure of Workfront and the network is a WorkfrontError of the right kind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const error = (message, more) => ({ error: { message, ...more } });
const page = '<html><head><title>Bad gateway</title></head></html>';

const responses = [
  {
    of: 'shape A',
    kind: 'unauthorized',
    status: 401,
    body: error('You are not currently logged in.'),
  },
  {
    of: 'shape A inside HTTP 200',
    kind: 'unauthorized',
    status: 200,
    body: error('Invalid session ID.', { class: 'com.attask.common.AuthenticationException' }),
  },
  {
    of: 'shape B',
    kind: 'validation',
    status: 422,
    body: error('Invalid Parameter: x', {
      title: null,
      msgKey: 'exception.attask',
      attributes: [''],
      code: 0,
    }),
  },
  {
    of: 'shape C inside HTTP 200',
    kind: 'validation',
    status: 200,
    body: error('The requested limit 2001 is greater than the maximum allowed limit of 2000'),
  },
  {
    of: 'shape D, a bare text',
    kind: 'validation',
    status: 400,
    body: { error: 'unrecognized URI format: too many parts' },
  },
  {
    of: 'shape E, of the token service',
    kind: 'unauthorized',
    status: 401,
    body: { statusCode: 401, error: true, type: 'x', message: 'expired' },
  },
  { of: 'a page', kind: 'server', status: 502, body: page },
  { of: 'a page inside HTTP 200', kind: 'unexpectedResponse', status: 200, body: page },
  {
    of: 'a redirect to a sign-in page',
    kind: 'unauthorized',
    status: 302,
    body: '',
    headers: { location: 'https://example.com/login' },
  },
  { of: 'an empty body', kind: 'server', status: 500, body: '' },
  {
    of: 'a response that was cut off',
    kind: 'unexpectedResponse',
    status: 200,
    body: '{"data":{"ID":"a',
  },
  { of: '403', kind: 'forbidden', status: 403, body: error('no') },
  { of: '404', kind: 'notFound', status: 404, body: error('not found') },
  { of: '410', kind: 'notFound', status: 410, body: error('gone') },
  { of: '409', kind: 'conflict', status: 409, body: error('there is one') },
  {
    of: '429',
    kind: 'rateLimited',
    status: 429,
    body: error('429 Too many concurrent API requests'),
    headers: { 'retry-after': '2' },
  },
  { of: '500', kind: 'server', status: 500, body: error('unexpected') },
];

// Retries don't wait in real time.
const sleep = async () => {};

for (const { of, kind, status, body, headers } of responses) {
  test(`${of} is ${kind}`, async (t) => {
    const { url } = await record(t, () => ({ status, body, headers }));
    const wf = await connect(t, url, { sleep });
    await assert.rejects(wf.get({ ID: 'abc123' }), (failure) => {
      assert.equal(failure.name, 'WorkfrontError');
      assert.equal(failure.kind, kind, failure.message);
      assert.equal(failure.status, status);
      assert.equal(failure.action, 'get');
      assert.ok(failure.hint.length > 10, failure.hint);
      // A read may be repeated, also if its response was truncated.
      const again = ['server', 'rateLimited'].includes(kind) || of.endsWith('cut off');
      assert.equal(failure.retryable, again);
      if (body.error?.message) assert.equal(failure.workfrontMessage, body.error.message);
      if (headers?.['retry-after']) assert.equal(failure.retryAfterMs, 2000);
      return true;
    });
  });
}

test('a 404 names both possible reasons, and the user', async (t) => {
  const { url } = await record(t, () => ({ status: 404, body: error('not found') }));
  const wf = await connect(t, url);
  await assert.rejects(wf.get({ ID: 'abc123' }), {
    ID: 'abc123',
    fields: ['ID'],
    hint: /no user abc123.*may not see/,
  });
});

test('a duplicate is a conflict that names the field', async (t) => {
  const message = 'A user with this emailAddr already exists';
  const { url } = await record(t, () => ({ status: 422, body: error(message) }));
  const wf = await connect(t, url);
  const emailAddr = 'jane@example.com';
  const user = {
    username: emailAddr,
    emailAddr,
    firstName: 'J',
    lastName: 'D',
    accessLevelID: 'a',
  };
  await assert.rejects(wf.create(user), ({ kind, fields }) => {
    assert.equal(kind, 'conflict');
    assert.ok(fields.includes('emailAddr'), fields.join());
    return true;
  });
});

test('a connection that is dropped while reading is network', async (t) => {
  const { url } = await record(t, () => 'drop');
  const wf = await connect(t, url, { sleep });
  await assert.rejects(wf.get({ ID: 'a' }), { kind: 'network', retryable: true });
});

test('no server is network', async (t) => {
  // No server listens on port 9 of this machine.
  const wf = await connect(t, 'http://127.0.0.1:9', { sleep });
  await assert.rejects(wf.get({ ID: 'a' }), { kind: 'network' });
});

test('the host’s TimeoutError is timeout', async (t) => {
  const fetch = async () => {
    throw new DOMException('The operation timed out', 'TimeoutError');
  };
  const wf = await connect(t, 'https://x.example', { fetch, sleep });
  await assert.rejects(wf.get({ ID: 'a' }), { kind: 'timeout', retryable: true });
});

test('an unknown action is validation', async (t) => {
  const wf = await connect(t, 'https://x.example');
  await assert.rejects(wf.run('obliterate', {}), { kind: 'validation', message: /create/ });
});

test('an unknown input field is validation and is named', async (t) => {
  const wf = await connect(t, 'https://x.example');
  await assert.rejects(wf.get({ ID: 'a', feilds: [] }), { kind: 'validation', fields: ['feilds'] });
});

test('all invalid options are reported at once', async (t) => {
  const wrong = { credentials: { type: 'bearer' }, apiVersion: 'latest', colour: 'red' };
  await assert.rejects(connect(t, 'http://workfront.example', wrong), ({ kind, fields }) => {
    assert.equal(kind, 'validation');
    for (const field of ['baseUrl', 'apiVersion', 'colour', 'credentials.accessToken']) {
      assert.ok(fields.includes(field), `${field} is missing from ${fields}`);
    }
    return true;
  });
});

test('a page that is too large is refused before it is requested', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: [] } }));
  const wf = await connect(t, url);
  await assert.rejects(wf.search({ limit: 2001 }), { kind: 'validation', fields: ['limit'] });
  assert.equal(requests.length, 0);
});
