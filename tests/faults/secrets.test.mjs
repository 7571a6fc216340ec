// A secret that leaks is reported, wherever and in whatever encoding.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodings } from '../lib/secrets.mjs';
import { scenarioNamed } from './cells.mjs';
import { runCell } from './cell.mjs';
import { leak } from './judges/secrets.mjs';
import { plantSecrets } from './secrets.mjs';

const name = 'a cell that leaks';
const secrets = plantSecrets(name);
const credentials = { type: 'oauthRefresh', refreshToken: secrets.refreshToken };
const request = { url: '/attask', headers: [], body: '', path: '/user', isSignIn: false };
const nothing = { log: [], secrets, credentials };

/** Facts with this text in each place that is searched. */
const places = (text) => ({
  'the printed plugin': { wf: { text } },
  'the error': { error: new Error('failed', { cause: { text } }) },
  'the output': { output: { results: [{ error: { hint: text } }] } },
  'the progress': { progress: [{ phase: text }] },
  onRefreshToken: { refreshTokens: [text] },
  'the key in the store': { stored: [[text, 'value']] },
  'the value in the store': { stored: [['key', text]] },
  'the URL': { log: [{ ...request, url: `/attask?apiKey=${text}`, isSignIn: true }] },
  'the header X-Trace': { log: [{ ...request, headers: [['X-Trace', text]] }] },
  'the header apiKey': { log: [{ ...request, headers: [['apiKey', text]] }] },
  'the body': { log: [{ ...request, body: text }] },
});

test('a secret in any place and any encoding is reported, without the secret', () => {
  for (const secret of [secrets.clientSecret, secrets.authToken]) {
    for (const text of encodings(secret)) {
      for (const [where, facts] of Object.entries(places(text))) {
        const expected = { verdict: 'false', code: 'a secret leaked', why: where };
        assert.deepEqual(leak({ ...nothing, ...facts }), expected, text);
      }
    }
  }
  assert.equal(leak({ ...nothing, ...places('clean')['the error'] }), undefined);
});

test('what is documented to leave is allowed, only where it is documented', () => {
  const { refreshToken, apiKey, authToken } = secrets;
  const subscription = { ...request, path: '/subscriptions', body: JSON.stringify({ authToken }) };
  const log = [{ ...request, headers: [['apiKey', apiKey]] }, subscription];
  const stored = [['key', JSON.stringify({ refreshToken })]];
  const allowed = { ...nothing, credentials: { ...credentials, apiKey }, log, stored };
  assert.equal(leak(allowed), undefined);
  assert.equal(leak({ ...allowed, log: [{ ...subscription, path: '/user' }] }).why, 'the body');
  assert.equal(
    leak({ ...allowed, stored: [['key', apiKey]] }).why,
    'the value in the store',
    'an API key is never stored',
  );
});

/** The reason of the verdict on a cell whose scenario is changed. */
async function reasonOf(changed, plan = { type: 'none' }) {
  const apiKey = (_url, state) => ({ type: 'apiKey', apiKey: state.secrets.apiKey });
  const scenario = { ...scenarioNamed('get'), credentials: apiKey, ...changed };
  return (await runCell({ scenario, plan, name })).why;
}

test('a cell that leaks is false', async () => {
  const { apiKey } = secrets;
  const thrown = async () => {
    throw new Error(`failed with ${Buffer.from(`id:${apiKey}`).toString('base64url')}`);
  };
  assert.equal(await reasonOf({}), undefined);
  assert.equal(await reasonOf({ run: thrown }), 'the error');
  const logged = async () => void process.stderr.write(`# ${encodeURIComponent(apiKey)}\n`);
  assert.equal(await reasonOf({ run: logged }), 'a log');
  const follow = (url, init) => fetch(url, { ...init, redirect: 'follow' });
  const redirect = { type: 'fault', fault: '302 to a sign-in page', at: 0, mode: 'once' };
  const reason = await reasonOf({ plugin: { fetch: follow } }, { ...redirect, when: 'before' });
  assert.equal(reason, 'redirected');
});
