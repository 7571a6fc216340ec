// Servers and host functions that repeat every secret that they receive. Each kind of credential and each action is tested;
// both lists come from the manifest.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import manifest from 'workfront-actions/manifest';
import { encodings, plant, printed, secretFinder } from '../lib/secrets.mjs';
import { record } from './lib/recorder.mjs';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
const find = secretFinder([pem]);
const sleep = async () => {};
const isSignIn = ({ path }) => /token|jwt|login/.test(path);
const issued = plant('issued', { isWord: true });

/** A credential of this kind with a value for each field; the secret ones are planted. */
function credentialOf({ type, fields }, url) {
  const values = fields.map((field) => [field.name, valueOf(field, url)]);
  return { type, ...Object.fromEntries(values) };
}

function valueOf({ name, secret, multiline }, url) {
  if (secret && multiline) return pem;
  if (secret) return plant(name, { isWord: !['password', 'clientSecret'].includes(name) });
  return name === 'tokenUrl' ? `${url}/token` : `public-${name}`;
}

/** Every secret that a request carries, in every encoding. */
function carried({ headers, body }) {
  const form = [...new URLSearchParams(body)].map(([, value]) => value);
  const values = Object.values(headers).map((value) => value.replace('Bearer ', ''));
  const found = (value) => value && find(value);
  const bodies = [body].filter(found).flatMap((text) => encodings(text, { isBody: true }));
  return [...[...values, ...form].filter(found).flatMap((text) => encodings(text)), ...bodies];
}

/** Responses that repeat a request. A test fails if the package shows a secret of one of them. */
const echoes = {
  'an error as JSON': (texts) => ({
    status: 400,
    body: { error: { message: texts.join(' '), class: texts[0], msgKey: texts.at(-1) } },
  }),
  'an error as a string': (texts) => ({ status: 422, body: { error: texts.join(' ') } }),
  'an error of the token service': (texts) => ({
    status: 401,
    body: { error: 'invalid_grant', error_description: texts.join(' ') },
  }),
  'an error in a success': (texts) => ({ body: { error: { message: texts.join(' ') } } }),
  'an error that names a missing object': (texts) => ({
    status: 404,
    body: { error: { message: `User with ID ${texts.join(' ')} not found` } },
  }),
  'a page': (texts, at) => ({
    status: 403,
    body: `<html><title>${texts[at % texts.length]}</title></html>`,
  }),
  'a long page': (texts) => ({ status: 500, body: `<title>${texts.join(' ')}</title>` }),
  'a truncated page': (texts) => ({
    status: 502,
    body: `<title>${texts.join(' ')}</title>`.slice(0, 60),
  }),
  'a redirect': (texts) => ({
    status: 302,
    headers: { location: `/elsewhere?${encodeURIComponent(texts[0])}`, 'x-received': '1' },
  }),
  'a header': (texts) => ({
    status: 503,
    headers: { 'retry-after': encodeURIComponent(texts[0]), 'x-received': encodeURI(texts[0]) },
  }),
  'truncated JSON': (texts) => ({ body: JSON.stringify({ data: texts }).slice(0, -30) }),
};

/** Data that repeats a request. Data is passed on as it is, but errors about it show no secret. */
const data = [
  ([text]) => ({ body: { data: { ID: text, name: text, emailAddr: text, isActive: text } } }),
  ([text]) => ({ body: { data: [{ ID: text, id: text, username: text, objCode: text }] } }),
  ([text]) => ({ body: { data: { [text]: text, success: text, count: text, result: text } } }),
  ([text]) => ({ body: { [text]: text, id: text, subscriptions: [{ id: text, url: text }] } }),
  ([text]) => ({ body: { data: [[text], text, { error: { message: text } }] } }),
  ([text]) => ({ status: 201, headers: { location: `/${encodeURIComponent(text)}` } }),
];

/** Everything that a call shows. */
async function shownBy(call) {
  try {
    return printed(await call());
  } catch (error) {
    assert.equal(error.name, 'WorkfrontError', error.stack);
    return printed(error);
  }
}

const assertClean = (text, where) => {
  const found = find(text);
  assert.ok(!found, `${where}: …${found}… in ${text.slice(0, 600)}`);
};

/** An input of this action, with a planted secret in each of its secret fields. */
function inputOf({ sample, fields }) {
  const secret = fields.filter((field) => field.secret).map(({ name }) => [name, plant(name)]);
  return { ...structuredClone(sample.input), ...Object.fromEntries(secret) };
}

const actions = manifest.actions.filter(({ key }) => !['verifyEvent', 'parseEvent'].includes(key));
const kinds = manifest.connection.credentials;
/** Each response, with a third of the actions: each action gets several of them. */
const responses = Object.entries(echoes).map(([name, respond], at) => [
  ...[name, respond],
  (_action, index) => (index + at) % 3 === 0,
]);

for (const kind of kinds) {
  test(`${kind.type}: no error, output, URL or print shows what a server repeats`, async (t) => {
    let echo;
    let atSignIn;
    const server = await record(t, (request, index) => {
      if (isSignIn(request) && !atSignIn) {
        const token = { access_token: issued, sessionID: issued, expires_in: 3600 };
        return { body: kind.type === 'login' ? { data: token } : token };
      }
      const texts = carried(request);
      assert.ok(texts.length > 0, `${request.path} carries no secret`);
      return echo(texts, index);
    });
    for (atSignIn of kind.fields.some(({ name }) => name === 'tokenUrl')
      ? [true, false]
      : [false]) {
      for (const [name, respond, every] of responses) {
        echo = respond;
        const wf = await createPlugin({
          ...{ baseUrl: server.url, credentials: credentialOf(kind, server.url), sleep },
          retry: { attempts: 2, baseMs: 1 },
        });
        for (const action of atSignIn ? actions.slice(0, 3) : actions.filter(every)) {
          const shown = await shownBy(() => wf.run(action.key, inputOf(action)));
          assertClean(shown, `${name}, ${action.key}`);
        }
        assertClean(printed(wf), 'the printed plugin');
        wf.close();
      }
    }
    for (const request of server.requests) {
      assertClean(`${request.path}?${request.query}`, 'the URL');
      assert.ok(!request.path.includes('elsewhere'), 'a redirect was followed');
    }
  });
}

for (const kind of kinds) {
  test(`${kind.type}: no error about data that repeats it shows it`, async (t) => {
    let respond;
    const { url } = await record(t, (request) =>
      isSignIn(request)
        ? { body: { access_token: issued, sessionID: issued, expires_in: 3600 } }
        : respond(carried(request)),
    );
    for (respond of data) {
      const credentials = credentialOf(kind, url);
      const wf = await createPlugin({ baseUrl: url, credentials, sleep, retry: { attempts: 1 } });
      for (const action of actions) {
        const error = await wf.run(action.key, inputOf(action)).then(
          () => undefined,
          (thrown) => thrown,
        );
        assertClean(printed(error), `${respond}, ${action.key}`);
      }
      wf.close();
    }
  });
}
