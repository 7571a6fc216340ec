// The requests of each action on event subscriptions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, secret } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const root = '/attask/eventsubscription/api/v1/subscriptions';
const url = 'https://example.com/hook';
const authToken = 'a-long-random-secret';

/** The requests of an action, without headers; each is checked for its credential. */
async function sentBy(t, response, act) {
  const { url: baseUrl, requests } = await record(t, response);
  const wf = await connect(t, baseUrl);
  const output = await act(wf);
  const sent = requests.map(({ method, path, query, headers, body }) => {
    assert.equal(headers.authorization, `Bearer ${secret}`);
    assert.equal(headers['x-gw-ims-org-id'], 'X@AdobeOrg');
    return { method, path, query, body };
  });
  return { output, sent };
}

test('subscribe', async (t) => {
  const { output, sent } = await sentBy(
    t,
    () => ({ status: 201, body: { id: '750a636c-1', version: 'v2' } }),
    (wf) => wf.subscribe({ eventType: 'UPDATE', url, authToken, filters: [] }),
  );
  assert.equal(output.id, '750a636c-1');
  assert.equal(output.outcome, 'created');
  assert.deepEqual(sent, [
    {
      method: 'POST',
      path: root,
      query: undefined,
      body: `{"objCode":"USER","eventType":"UPDATE","url":"${url}","authToken":"${authToken}","filters":[]}`,
    },
  ]);
});

test('subscribe with a response that has only a Location', async (t) => {
  const { output } = await sentBy(
    t,
    () => ({ status: 201, headers: { location: `${root}/750a636c-2` } }),
    (wf) => wf.subscribe({ eventType: 'USER_DELETE', url, authToken }),
  );
  assert.equal(output.id, '750a636c-2');
});

test('subscriptions, unsubscribe, subscriptionVersion', async (t) => {
  const { sent } = await sentBy(
    t,
    ({ method, body }) => ({
      body:
        method === 'DELETE'
          ? ''
          : method === 'PUT'
            ? { version: JSON.parse(body).version }
            : { subscriptions: [], meta: { page_count: 0 } },
    }),
    async (wf) => {
      await wf.subscriptions({});
      await wf.unsubscribe({ id: '750a636c-1' });
      await wf.subscriptionVersion({ id: '750a636c-1', version: 'v2' });
      await wf.subscriptionVersion({ allCustomerSubscriptions: true, version: 'v1' });
    },
  );
  assert.deepEqual(
    sent.map(({ method, path, query, body }) => [method, path, query, body].join(' ')),
    [
      `GET ${root} page=1&limit=100 `,
      `DELETE ${root}/750a636c-1  `,
      `PUT ${root}/750a636c-1/version  {"version":"v2"}`,
      `PUT ${root}/version  {"allCustomerSubscriptions":true,"version":"v1"}`,
    ],
  );
});

test('ensureSubscriptions', async (t) => {
  const other = { id: 's1', objCode: 'USER', eventType: 'DELETE', url };
  const { output, sent } = await sentBy(
    t,
    ({ method }) => {
      if (method === 'GET') return { body: { subscriptions: [other], meta: { page_count: 1 } } };
      return method === 'POST' ? { status: 201, body: { id: 's2' } } : {};
    },
    (wf) =>
      wf.ensureSubscriptions({ url, authToken, subscriptions: [{ eventType: 'USER_CREATE' }] }),
  );
  assert.deepEqual(
    output.report.map(({ id, outcome }) => [id, outcome]),
    [
      ['s2', 'created'],
      ['s1', 'deleted'],
    ],
  );
  assert.deepEqual(
    sent.map(({ method, path }) => `${method} ${path}`),
    [`GET ${root}`, `POST ${root}`, `DELETE ${root}/s1`],
  );
});

test('verifyEvent and parseEvent send nothing', async (t) => {
  const authorization = `Bearer ${authToken}`;
  const body = {
    eventType: 'UPDATE',
    eventVersion: 'v2',
    subscriptionVersion: 'v2',
    newState: { ID: 'u1', objCode: 'USER', isActive: false },
    oldState: { ID: 'u1', objCode: 'USER', isActive: true },
  };
  const { output, sent } = await sentBy(
    t,
    () => ({}),
    async (wf) => [
      await wf.run('verifyEvent', { authToken, authorization }),
      await wf.run('parseEvent', { authToken, authorization, body }),
    ],
  );
  assert.deepEqual(output[0], { genuine: true });
  assert.deepEqual(output[1].transitions, ['deactivated']);
  assert.deepEqual(sent, []);
});
