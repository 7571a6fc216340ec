// Host functions that fail with what they received, and receivers of events whose requests repeat the token.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createPlugin, handleEvent, parseEvent } from 'workfront-actions';
import { createSandbox } from 'workfront-actions/sandbox';
import { encodings, plant, printed, secretFinder } from '../lib/secrets.mjs';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
const find = secretFinder([pem]);
const sleep = async () => {};

const assertClean = (value, where) => {
  const text = printed(value);
  const found = find(text);
  assert.ok(!found, `${where}: …${found}… in ${text.slice(0, 600)}`);
};

/** Fails with its arguments, in every encoding, after this many other characters. */
const failing =
  (before) =>
  (...args) => {
    const texts = args.flatMap((value) => encodings(...printedArgument(value)));
    throw new TypeError(`${'x'.repeat(before)} ${texts.join(' ')}`, {
      cause: new Error(texts.join(' ')),
    });
  };
const printedArgument = (value) =>
  typeof value === 'string' ? [value] : [JSON.stringify(value), { isBody: true }];

const clientSecret = plant('client', { isWord: false });
const refreshToken = plant('refresh');
const oauth = { clientSecret, refreshToken };
const client = { clientId: 'sandbox-client', clientSecret };
const all = (sandbox) => {
  const { adminID: userId, customerID: customerId } = sandbox.snapshot();
  return [
    { type: 'apiKey', apiKey: plant('key') },
    { type: 'bearer', accessToken: plant('token') },
    { type: 'session', sessionID: plant('session') },
    { type: 'login', username: 'ann', password: plant('password', { isWord: false }) },
    { type: 'imsServerToServer', ...client },
    { type: 'oauthRefresh', ...client, refreshToken },
    { type: 'oauthJwt', ...client, customerId, userId, privateKey: pem },
  ];
};

test('a host function that fails with its arguments', async (t) => {
  const sandbox = await createSandbox({ people: 3, oauth });
  t.after(() => sandbox.close());
  const { baseUrl, fetch } = sandbox;
  const stores = { get: () => undefined, set: () => {} };
  // Each number cuts another part of what was thrown.
  for (const before of [0, 380, 470, 490, 930, 970]) {
    const fail = failing(before);
    for (const credentials of all(sandbox)) {
      const hosts = {
        fetch: { fetch: fail },
        text: { fetch: (_url, init) => ({ status: 200, text: () => fail(init) }) },
        'tokenStore.get': { fetch, tokenStore: { ...stores, get: fail } },
        'tokenStore.set': { fetch, tokenStore: { ...stores, set: fail } },
        onRefreshToken: { fetch, onRefreshToken: fail },
        credentials: { fetch, credentials: () => fail(credentials) },
        supplied: { fetch: fail, credentials: () => credentials },
      };
      for (const [name, options] of Object.entries(hosts)) {
        const wf = await createPlugin({ baseUrl, credentials, sleep, ...options });
        const shown = await wf.count({}).catch((error) => error);
        // What the host's own function throws before there is a credential is unknown to the package.
        if (name !== 'credentials') assertClean(shown, `${credentials.type}, ${name}`);
        assertClean(wf, 'the printed plugin');
        wf.close();
      }
    }
  }
});

test('a key that cannot sign', async () => {
  const broken = [pem.replaceAll('\n', ' '), pem.slice(0, 700), pem.replace('M', '!')];
  for (const privateKey of broken) {
    const wf = await createPlugin({
      baseUrl: 'https://x.example',
      fetch: failing(0),
      credentials: { type: 'oauthJwt', ...client, customerId: 'c', userId: 'u', privateKey },
      sleep,
    });
    assertClean(await wf.count({}).catch((error) => error), 'the error');
    wf.close();
  }
});

const authToken = plant('event');
const event = {
  eventType: 'UPDATE',
  subscriptionId: 's1',
  newState: { ID: 'u1', objCode: 'USER' },
};

/** Requests that carry the token in more than its header. */
const requests = [
  `{"eventType":"${authToken}"}`,
  JSON.stringify({ ...event, eventType: authToken }),
  JSON.stringify({ ...event, newState: authToken }),
  JSON.stringify({ ...event, eventTime: authToken }),
  JSON.stringify([event, { ...event, oldState: [authToken] }]),
  JSON.stringify({ [authToken]: authToken, eventType: 1 }),
  authToken,
  JSON.stringify(authToken),
  `{"authToken":${JSON.stringify(authToken)}`,
];

test('a receiver of events shows its token in no response and no error', async () => {
  for (const body of requests) {
    for (const authorization of [authToken, `Bearer ${authToken}`, `Bearer ${authToken}x`, 'no']) {
      const headers = { authorization, 'x-token': authToken };
      const request = new Request(`https://example.com/hook`, { method: 'POST', headers, body });
      const errors = [];
      const onError = (error) => void errors.push(error);
      const response = await handleEvent(request, { authToken, onEvent: () => {}, onError });
      const { status } = response;
      const sent = [...response.headers].join('\n') + (await response.text());
      for (const shown of [sent, ...errors]) assertClean(shown, `${status} to ${body}`);
      const thrown = await parseEvent(body, { authToken, authorization }).catch((error) => error);
      if (thrown instanceof Error) assertClean(thrown, body);
    }
  }
});

test('an invalid option of a receiver is reported without the token', async () => {
  const request = new Request('https://example.com/hook', { method: 'POST', body: '{}' });
  for (const handling of [
    { authToken, onEvent: authToken },
    { authToken: [authToken, 1], onEvent: () => {} },
    { authToken: { authToken }, onEvent: () => {} },
    { authToken, onEvent: () => {}, timeoutMs: authToken },
  ]) {
    assertClean(await handleEvent(request, handling).catch((error) => error), 'the error');
  }
});

test('the error of a handler is passed on as it is, and not sent', async () => {
  const body = JSON.stringify(event);
  const headers = { authorization: authToken };
  const request = new Request('https://example.com/hook', { method: 'POST', headers, body });
  const onEvent = () => {
    throw new Error(authToken);
  };
  const response = await handleEvent(request, { authToken, onEvent, onError: () => {} });
  assert.equal(response.status, 500);
  assertClean(await response.text(), 'the response');
});
