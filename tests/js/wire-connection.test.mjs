// The requests of the actions on the connection itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const root = '/attask/api/v18.0';
const lines = (requests) =>
  requests.map(({ method, path, query }) => decodeURIComponent([method, path, query].join(' ')));

test('testConnection reads the session, two users, and its own user', async (t) => {
  const { url, requests } = await record(t, ({ path }) => {
    if (path.endsWith('/session')) return { body: { data: { userID: 'u1', isAdmin: true } } };
    if (path.endsWith('/search')) return { body: { data: [{ ID: 'u1' }, { ID: 'u2' }] } };
    return { body: { data: { ID: 'u1', name: 'Jane Doe' } } };
  });
  const wf = await connect(t, url);
  const { userID, name, isAdmin, credentialType, warnings } = await wf.testConnection({});
  assert.deepEqual(
    { userID, name, isAdmin, credentialType, warnings },
    { userID: 'u1', name: 'Jane Doe', isAdmin: true, credentialType: 'bearer', warnings: [] },
  );
  assert.deepEqual(lines(requests), [
    `GET ${root}/session `,
    `GET ${root}/user/search fields=ID&ID_Sort=asc&$$FIRST=0&$$LIMIT=2`,
    `GET ${root}/user/u1 fields=name,emailAddr,accessLevel:name`,
  ]);
});

test('logout ends the session that the connection has opened, and sends nothing without one', async (t) => {
  const { url, requests } = await record(t, ({ path, headers }) => {
    if (path.endsWith('/login'))
      return { body: { data: { sessionID: 'a-session', userID: 'u1' } } };
    if (path.endsWith('/logout')) return { body: { data: { success: true } } };
    assert.equal(headers.sessionid, 'a-session');
    return { body: { data: { count: 3 } } };
  });
  const wf = await connect(t, url, {
    credentials: { type: 'login', username: 'jane@example.com', password: 'a-password' },
  });
  await wf.count({});
  assert.deepEqual(await wf.logout({}), { loggedOut: true });
  const { method, path, headers } = requests.at(-1);
  assert.deepEqual([method, path], ['POST', `${root}/logout`]);
  assert.equal(headers.sessionid, 'a-session');
  const sent = requests.length;
  assert.deepEqual(await wf.logout({}), { loggedOut: false });
  assert.equal(requests.length, sent);
});
