// The requests of each action: method, path, query, headers, body.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, secret } from './lib/connect.mjs';
import { pairs, record } from './lib/recorder.mjs';

const root = '/attask/api/v18.0';
const summary = 'ID,username,emailAddr,firstName,lastName,isActive';
const jane = {
  username: 'jane@example.com',
  emailAddr: 'jane@example.com',
  firstName: 'Jane',
  lastName: 'Doe',
  accessLevelID: 'lvl456',
};

test('get', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: { ID: 'abc123' } } }));
  const wf = await connect(t, url);
  assert.deepEqual(await wf.get({ ID: 'abc123', fields: ['name', 'accessLevel:name'] }), {
    user: { ID: 'abc123' },
  });
  const [{ method, path, query, headers, body }] = requests;
  assert.deepEqual(
    { method, path, query, body },
    {
      method: 'GET',
      path: `${root}/user/abc123`,
      query: 'fields=ID,name,accessLevel:name',
      body: '',
    },
  );
  assert.equal(headers.authorization, `Bearer ${secret}`);
  assert.equal(headers['x-gw-ims-org-id'], 'X@AdobeOrg');
  assert.equal(headers.accept, 'application/json');
  assert.equal(headers['content-type'], undefined);
  assert.equal(headers.cookie, undefined);
});

test('get without fields requests the default ones', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: { ID: 'abc123' } } }));
  const wf = await connect(t, url);
  await wf.get({ ID: 'abc123' });
  const asked = new URLSearchParams(requests[0].query).get('fields').split(',');
  for (const field of summary.split(',')) assert.ok(asked.includes(field), field);
});

test('each credential goes into its own header, and no other', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: { ID: 'a' } } }));
  for (const [credentials, header, value] of [
    [{ type: 'bearer', accessToken: 'x1' }, 'authorization', 'Bearer x1'],
    [{ type: 'apiKey', apiKey: 'x2' }, 'apikey', 'x2'],
    [{ type: 'session', sessionID: 'x3' }, 'sessionid', 'x3'],
  ]) {
    const wf = await connect(t, url, { credentials });
    await wf.get({ ID: 'a' });
    const { headers, query } = requests.at(-1);
    const sent = ['authorization', 'apikey', 'sessionid', 'x-gw-ims-org-id'].filter(
      (name) => name in headers,
    );
    assert.deepEqual(sent, [header]);
    assert.equal(headers[header], value);
    assert.ok(!query.includes(value));
  }
});

test('the API version is pinned', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: { ID: 'a' } } }));
  const wf = await connect(t, url, { apiVersion: 'v21.0' });
  await wf.get({ ID: 'a' });
  assert.equal(requests[0].path, '/attask/api/v21.0/user/a');
});

test('search', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: [{ ID: 'a' }] } }));
  const wf = await connect(t, url);
  const output = await wf.search({
    filters: [
      { field: 'isActive', value: true },
      { field: 'homeGroup:name', modifier: 'cieq', value: 'R&D + Ö' },
      { field: 'lastLoginDate', modifier: 'between', value: '2026-01-01', upperValue: '$$TODAY' },
      { field: 'title', modifier: 'isnull' },
      { field: 'emailAddr', value: ['a+b@example.com', 'c@example.com'] },
    ],
    fields: ['name', 'DE:Employee Number'],
    sort: [{ field: 'lastName', direction: 'desc' }],
    first: 200,
    limit: 100,
  });
  const { users, first, limit, hasMore } = output;
  assert.deepEqual(
    { users, first, limit, hasMore },
    {
      users: [{ ID: 'a' }],
      first: 200,
      limit: 100,
      hasMore: false,
    },
  );
  const [{ method, path, query }] = requests;
  assert.equal(method, 'GET');
  assert.equal(path, `${root}/user/search`);
  assert.deepEqual(pairs(query), [
    ['isActive', 'true'],
    ['homeGroup:name', 'R&D + Ö'],
    ['homeGroup:name_Mod', 'cieq'],
    ['lastLoginDate', '2026-01-01'],
    ['lastLoginDate_Mod', 'between'],
    ['lastLoginDate_Range', '$$TODAY'],
    ['title', ''],
    ['title_Mod', 'isnull'],
    ['emailAddr', 'a+b@example.com'],
    ['emailAddr', 'c@example.com'],
    ['emailAddr_Mod', 'in'],
    ['fields', 'ID,name,DE:Employee Number'],
    ['lastName_1_Sort', 'desc'],
    ['ID_2_Sort', 'asc'],
    ['$$FIRST', '200'],
    ['$$LIMIT', '100'],
  ]);
  // Formatted like Adobe's client: the syntax unchanged, every value encoded.
  assert.match(query, /homeGroup:name=R%26D%20%2B%20%C3%96/);
  assert.match(query, /\$\$FIRST=200&\$\$LIMIT=100$/);
});

test('search repeats the common filters in each group, and the first group joins the base', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: [] } }));
  const wf = await connect(t, url);
  await wf.search({
    filters: [{ field: 'isActive', value: true }],
    anyOf: [[{ field: 'homeGroupID', value: 'g1' }], [{ field: 'otherGroupIDs', value: 'g1' }]],
    fields: ['ID'],
  });
  assert.equal(
    requests[0].query,
    'isActive=true&homeGroupID=g1&OR:1:isActive=true&OR:1:otherGroupIDs=g1' +
      '&fields=ID&ID_Sort=asc&$$FIRST=0&$$LIMIT=100',
  );
});

test('search never sends a username as a parameter', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: [] } }));
  const wf = await connect(t, url);
  await wf.search({ filters: [{ field: 'username', modifier: 'cieq', value: 'jane' }] });
  const query = new URLSearchParams(requests[0].query);
  assert.equal(query.get('username'), null);
  assert.deepEqual(JSON.parse(query.get('filters')), { username: 'jane', username_Mod: 'cieq' });
});

test('a search too long for a URI is sent as a form', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: [] } }));
  const wf = await connect(t, url);
  const IDs = Array.from({ length: 300 }, (_, index) => String(index).padStart(32, '0'));
  await wf.search({ filters: [{ field: 'ID', modifier: 'in', value: IDs }], fields: ['ID'] });
  const [{ method, path, query, headers, body }] = requests;
  assert.deepEqual(
    { method, path, query },
    { method: 'POST', path: `${root}/user/search`, query: undefined },
  );
  assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
  const [[key, value], ...rest] = pairs(body);
  assert.deepEqual([key, value], ['method', 'GET']);
  assert.deepEqual(
    rest.filter(([name]) => name === 'ID').map(([, ID]) => ID),
    IDs,
  );
  assert.ok(rest.some(([name, text]) => name === 'ID_Mod' && text === 'in'));
});

test('create', async (t) => {
  const made = { ID: 'newuser789', isActive: true };
  const { url, requests } = await record(t, () => ({ body: { data: made } }));
  const wf = await connect(t, url);
  const user = { ...jane, 'DE:Employee Number': '42' };
  assert.deepEqual(await wf.create(user), {
    user: made,
    status: 'active',
    outcome: 'created',
    evidence: 'response',
  });
  const [{ method, path, headers, body, query }] = requests;
  assert.equal(requests.length, 1);
  assert.deepEqual([method, path], ['POST', `${root}/user`]);
  assert.equal(headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(body), user);
  const asked = new URLSearchParams(query).get('fields').split(',');
  for (const field of ['ID', 'isActive', 'userApproval:status']) assert.ok(asked.includes(field));
});

test('create reports who waits for approval', async (t) => {
  const waiting = { ID: 'u1', isActive: false, userApproval: { status: 'PEN' } };
  const { url } = await record(t, () => ({ body: { data: waiting } }));
  const wf = await connect(t, url);
  assert.equal((await wf.create(jane)).status, 'pending');
});

test('create validates every field before a request is sent', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: {} } }));
  const wf = await connect(t, url);
  await assert.rejects(wf.create({ username: 'x', firstName: 7 }), (error) => {
    assert.equal(error.kind, 'validation');
    for (const field of ['emailAddr', 'firstName', 'lastName', 'accessLevelID']) {
      assert.ok(error.fields.includes(field), field);
    }
    return true;
  });
  assert.equal(requests.length, 0);
});

test('deactivate sends isActive and nothing else', async (t) => {
  const { url, requests } = await record(t, ({ method }) => ({
    body: { data: { ID: 'abc123', isActive: method === 'GET', isAdmin: false } },
  }));
  const wf = await connect(t, url);
  const { user, before, after, notes } = await wf.deactivate({ ID: 'abc123' });
  assert.deepEqual([before.isActive, after.isActive], [true, false]);
  assert.equal(user.ID, 'abc123');
  assert.match(notes.join(' '), /session/i);
  assert.match(notes.join(' '), /product profile/i);
  assert.deepEqual(
    requests.map(({ method, path, body }) => [method, path, body]),
    [
      ['GET', `${root}/user/abc123`, ''],
      ['PUT', `${root}/user/abc123`, '{"isActive":false}'],
    ],
  );
});

test('deactivate doesn’t write to an inactive user', async (t) => {
  const { url, requests } = await record(t, () => ({
    body: { data: { ID: 'abc123', isActive: false } },
  }));
  const wf = await connect(t, url);
  const { before, after } = await wf.deactivate({ ID: 'abc123' });
  assert.deepEqual([before.isActive, after.isActive], [false, false]);
  assert.deepEqual(
    requests.map(({ method }) => method),
    ['GET'],
  );
});

test('an ID that would change the path is refused', async (t) => {
  const { url, requests } = await record(t, () => ({ body: { data: {} } }));
  const wf = await connect(t, url);
  for (const ID of ['../login', 'a/b', 'a?b', '', 'x'.repeat(65), 'ä']) {
    for (const action of ['get', 'deactivate']) {
      await assert.rejects(wf.run(action, { ID }), { kind: 'validation', fields: ['ID'] });
    }
  }
  assert.equal(requests.length, 0);
});
