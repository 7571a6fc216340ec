// The requests of actions on users, from create to delete: method, path, query, body, credential.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, secret } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const root = '/attask/api/v18.0';
const defaultFields = 'ID,username,emailAddr,firstName,lastName,isActive';
const guardFields = 'ID,isActive,username,emailAddr,accessLevelID,isAdmin,accessLevel:isAdmin';
const data = (value) => ({ body: { data: value } });

/** Runs an action against these responses, of which the last is repeated, and returns its requests and its output. */
async function ran(t, action, input, responses, options) {
  const { url, requests } = await record(t, (_, index) => responses[index] ?? responses.at(-1));
  const wf = await connect(t, url, options);
  const output = await wf.run(action, input);
  const sent = requests.map(({ method, path, query, headers, body }) => {
    assert.equal(headers.authorization, `Bearer ${secret}`);
    assert.equal(headers.accept, 'application/json');
    if (body) assert.equal(headers['content-type'], 'application/json');
    const target = decodeURIComponent(query === undefined ? path : `${path}?${query}`);
    return [method, target.replace(root, ''), body].join(' ').trim();
  });
  return { output, sent };
}

test('count', async (t) => {
  for (const body of [{ data: { count: 3 } }, { count: 3 }]) {
    const filters = [{ field: 'isActive', value: true }];
    const { output, sent } = await ran(t, 'count', { filters }, [{ body }]);
    assert.deepEqual(output, { count: 3 });
    assert.deepEqual(sent, ['GET /user/count?isActive=true']);
  }
});

test('lookup, by name and all of a kind', async (t) => {
  for (const [object, path, fields] of [
    ['accessLevel', '/accesslevel', 'ID,name,licenseType,isAdmin'],
    ['group', '/group', 'ID,name,isActive,parentID'],
    ['role', '/role', 'ID,name,isActive'],
  ]) {
    const response = data([{ ID: 'a1', name: 'Standard' }]);
    const { output, sent } = await ran(t, 'lookup', { object, name: 'standard' }, [response]);
    assert.deepEqual(output.items, [{ ID: 'a1', name: 'Standard' }]);
    assert.deepEqual(sent, [
      `GET ${path}/search?name=standard&name_Mod=cieq&fields=${fields}&ID_Sort=asc&$$LIMIT=2000`,
    ]);
    const all = await ran(t, 'lookup', { object }, [response]);
    assert.deepEqual(all.sent, [`GET ${path}/search?fields=${fields}&ID_Sort=asc&$$LIMIT=2000`]);
  }
});

test('update sends all passed values, including falsy ones and null', async (t) => {
  const changes = { title: null, isActive: false, fte: 0.5, phoneNumber: '' };
  const responses = [
    data({ ID: 'u1', isActive: true, isAdmin: false }),
    data({ ID: 'u1', ...changes }),
  ];
  const { sent } = await ran(t, 'update', { ID: 'u1', changes }, responses);
  assert.deepEqual(sent, [
    `GET /user/u1?fields=${guardFields},userApproval:status`,
    `PUT /user/u1?fields=${defaultFields},title,fte,phoneNumber ${JSON.stringify(changes)}`,
  ]);
});

test('update replaces collections, or reads and merges them', async (t) => {
  const input = { ID: 'u1', changes: { teams: [{ ID: 't2' }] } };
  const responses = [data({ ID: 'u1', teams: [{ ID: 't1' }] }), data({ ID: 'u1' })];
  const merged = await ran(t, 'update', { ...input, collections: 'merge' }, responses);
  assert.deepEqual(merged.sent, [
    'GET /user/u1?fields=teams:ID',
    `PUT /user/u1?fields=${defaultFields} {"teams":[{"ID":"t1"},{"ID":"t2"}]}`,
  ]);
  const replaced = await ran(t, 'update', { ...input, collections: 'replace' }, responses);
  assert.deepEqual(replaced.sent, [`PUT /user/u1?fields=${defaultFields} {"teams":[{"ID":"t2"}]}`]);
});

test('reactivate sends the access level together with the flag', async (t) => {
  const responses = [data({ ID: 'u1', isActive: false }), data({ ID: 'u1', isActive: true })];
  const input = { ID: 'u1', accessLevelID: 'al1' };
  const { output, sent } = await ran(t, 'reactivate', input, responses);
  assert.deepEqual([output.before.isActive, output.after.isActive], [false, true]);
  assert.deepEqual(sent, [
    `GET /user/u1?fields=${defaultFields},accessLevelID`,
    `PUT /user/u1?fields=${defaultFields},accessLevelID {"isActive":true,"accessLevelID":"al1"}`,
  ]);
});

test('delete transfers work first, and needs the ID twice', async (t) => {
  const input = { ID: 'u1', confirm: 'u1', force: true, replacementID: 'u2' };
  const responses = [data({ ID: 'u1', isAdmin: false }), data({ success: true })];
  const { output, sent } = await ran(t, 'delete', input, responses);
  assert.equal(output.deleted, true);
  const read = `GET /user/u1?fields=${guardFields}`;
  assert.deepEqual(sent, [
    read,
    'PUT /user/replace?id=u1&replacementID=u2',
    'DELETE /user/u1?force=true',
  ]);
  const plain = await ran(t, 'delete', { ID: 'u1', confirm: 'u1' }, responses);
  assert.deepEqual(plain.sent, [read, 'DELETE /user/u1']);
  await assert.rejects(ran(t, 'delete', { ID: 'u1', confirm: 'u2' }, [data({})]), {
    kind: 'validation',
    fields: ['confirm'],
  });
});

test('provision resolves names, looks for the person, creates', async (t) => {
  const jane = { username: 'j@x.com', emailAddr: 'j@x.com', firstName: 'J', lastName: 'D' };
  const { output, sent } = await ran(
    t,
    'provision',
    { ...jane, accessLevel: 'Standard', homeGroup: 'Marketing' },
    [
      data([{ ID: 'al1', name: 'Standard' }]),
      data([{ ID: 'g1', name: 'Marketing', isActive: true }]),
      data([]),
      data({ ID: 'u9', emailAddr: 'j@x.com', isActive: true }),
    ],
  );
  assert.equal(output.outcome, 'created');
  assert.equal(output.user.ID, 'u9');
  const targets = sent.map((line) => line.split('&fields=')[0].split('?fields=')[0]);
  assert.deepEqual(targets, [
    'GET /accesslevel/search?name=Standard&name_Mod=cieq',
    'GET /group/search?name=Marketing&name_Mod=cieq',
    'GET /user/search?emailAddr=j@x.com&emailAddr_Mod=cieq',
    'POST /user',
  ]);
  const body = JSON.parse(sent[3].slice(sent[3].indexOf('{')));
  assert.deepEqual(body, { ...jane, accessLevelID: 'al1', homeGroupID: 'g1' });
});

test('offboard reads, deactivates in a batch, and reads again', async (t) => {
  const people = (isActive) =>
    data(['u1', 'u2'].map((ID) => ({ ID, emailAddr: `${ID}@x.com`, isActive, isAdmin: false })));
  const responses = [people(true), people(false), people(false)];
  const { output, sent } = await ran(t, 'offboard', { IDs: ['u1', 'u2'] }, responses);
  assert.equal(output.counts.deactivated, 2);
  assert.equal(output.requests, 3);
  const found = 'ID=u1&ID=u2&ID_Mod=in';
  const page = 'ID_Sort=asc&$$FIRST=0&$$LIMIT=2000';
  const guarded = 'username,accessLevelID,isAdmin,accessLevel:isAdmin';
  const uri = (ID) => `/user/${ID}?fields=isActive`;
  const update = (ID) => ({ method: 'PUT', uri: uri(ID), body: { isActive: false } });
  assert.deepEqual(sent, [
    `GET /user/search?${found}&fields=ID,emailAddr,isActive,userApproval:status,${guarded}&${page}`,
    `POST /batch ${JSON.stringify({ updates: [update('u1'), update('u2')] })}`,
    `GET /user/search?${found}&fields=ID,isActive&${page}`,
  ]);
});

test('changes reads from a moment on, and its cursor continues from there', async (t) => {
  const row = { ID: 'u1', lastUpdateDate: '2026-11-02T10:00:00:000+0000' };
  const { output, sent } = await ran(t, 'changes', { since: '2026-11-01' }, [data([row])]);
  assert.deepEqual(output.users, [row]);
  assert.deepEqual(sent, [
    `GET /user/search?lastUpdateDate=2026-11-01T00:00:00.000Z&lastUpdateDate_Mod=gte&fields=${defaultFields},lastUpdateDate&lastUpdateDate_1_Sort=asc&ID_2_Sort=asc&$$FIRST=0&$$LIMIT=2000`,
  ]);
  const again = await ran(t, 'changes', { cursor: output.cursor }, [data([row])]);
  assert.deepEqual(again.output.users, [], 'each change comes once');
});

test('testConnection reads its own user', async (t) => {
  const session = { userID: 'u1', isAdmin: true, customerID: 'c1' };
  const people = [{ ID: 'u1' }, { ID: 'u2' }];
  const responses = [data(session), data(people), data(people[0])];
  const { output, sent } = await ran(t, 'testConnection', {}, responses);
  const { userID, isAdmin, customerID, apiVersion } = output;
  assert.deepEqual([userID, isAdmin, customerID, apiVersion], ['u1', true, 'c1', 'v18.0']);
  assert.deepEqual(sent, [
    'GET /session',
    'GET /user/search?fields=ID&ID_Sort=asc&$$FIRST=0&$$LIMIT=2',
    'GET /user/u1?fields=name,emailAddr,accessLevel:name',
  ]);
});

test('testConnection explains an empty tenant', async (t) => {
  const session = { userID: 'u1', isAdmin: false, customerID: 'c1' };
  const { output } = await ran(t, 'testConnection', {}, [
    data(session),
    data([]),
    data({ ID: 'u1' }),
  ]);
  assert.match(output.warnings.join(' '), /Contributor/);
});

test('call sends anything with the same credential', async (t) => {
  const input = {
    method: 'PUT',
    object: 'user',
    ID: 'u1',
    action: 'calculateDataExtension',
    parameters: { a: [1, 2] },
    body: { x: 1 },
  };
  const { output, sent } = await ran(t, 'call', input, [data({ success: true })]);
  assert.deepEqual(output.data, { success: true });
  assert.deepEqual(sent, ['PUT /user/u1/calculateDataExtension?a=1&a=2 {"x":1}']);
});

test('logout without a session of the connection sends nothing', async (t) => {
  const { output, sent } = await ran(t, 'logout', {}, [data({})]);
  assert.deepEqual([output, sent], [{ loggedOut: false }, []]);
});
