// A credential is sent in a header, and appears nowhere else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { connect, secret } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const sleep = async () => {};
const credentials = [
  { type: 'bearer', accessToken: secret },
  { type: 'apiKey', apiKey: secret },
  { type: 'session', sessionID: secret },
];

const seen = (value) =>
  [inspect(value, { depth: null, showHidden: true, getters: true }), JSON.stringify(value)].join();

for (const credential of credentials) {
  test(`${credential.type}: no error, URL, body or printed plugin holds it`, async (t) => {
    const responses = [
      { status: 401, body: { error: { message: 'Invalid session ID.' } } },
      { status: 500, body: '<html>oops</html>' },
      { status: 200, body: 'cut {' },
      'drop',
    ];
    let index = 0;
    const { url, requests } = await record(t, () => responses[index]);
    const wf = await connect(t, url, { credentials: credential, sleep });
    assert.ok(!seen(wf).includes(secret));
    for (index = 0; index < responses.length; index += 1) {
      const error = await wf.get({ ID: 'a' }).catch((thrown) => thrown);
      assert.equal(error.name, 'WorkfrontError');
      assert.ok(!`${seen(error)}${error.stack}`.includes(secret), error.message);
    }
    assert.ok(requests.length >= responses.length);
    for (const { path, query, body, headers } of requests) {
      assert.ok(!`${path}${query}${body}`.includes(secret));
      assert.ok(JSON.stringify(headers).includes(secret));
    }
  });
}

test('a refused credential is not repeated in the error', async (t) => {
  const spaced = `${secret} with spaces`;
  for (const credential of [
    { type: 'bearer', accessToken: spaced },
    { type: 'bearer', accessToken: secret, surprise: secret },
    { type: secret },
  ]) {
    const error = await connect(t, 'https://x.example', { credentials: credential }).catch(
      (thrown) => thrown,
    );
    assert.equal(error.kind, 'validation');
    const text = `${seen(error)}${error.stack}`;
    if (credential.type !== secret) assert.ok(!text.includes(secret), text);
  }
});

test('a new password is in no error', async (t) => {
  const { url } = await record(t, () => ({ status: 422, body: { error: { message: 'no' } } }));
  const wf = await connect(t, url);
  const emailAddr = 'jane@example.com';
  const user = {
    username: emailAddr,
    emailAddr,
    firstName: 'J',
    lastName: 'D',
    accessLevelID: 'a',
  };
  for (const input of [
    { ...user, password: secret },
    { ...user, password: secret, nonsense: 1 },
  ]) {
    const error = await wf.create(input).catch((thrown) => thrown);
    assert.equal(error.kind, 'validation');
    assert.ok(!`${seen(error)}${error.stack}`.includes(secret));
  }
});

test('an error of the host’s fetch with a whole URL is reported without its query', async (t) => {
  const fetch = async (url) => {
    throw new TypeError(`could not reach ${url}`);
  };
  const wf = await connect(t, 'https://x.example', { fetch, sleep });
  const filters = [{ field: 'emailAddr', value: 'jane@example.com' }];
  const error = await wf.search({ filters }).catch((thrown) => thrown);
  assert.equal(error.kind, 'network');
  assert.ok(!seen(error).includes('jane'), error.message);
});
