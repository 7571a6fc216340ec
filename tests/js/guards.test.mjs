// The guards against shutting people out, over real HTTP.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { recording } from './lib/action-runs.mjs';

const person = (ID, accessLevelID) => ({
  ...{ ID, firstName: 'F', lastName: ID, accessLevelID, isActive: true },
  ...{ emailAddr: `${ID}@acme.com`, username: `${ID}@acme.com` },
});
const levels = [
  { ID: 'admins', name: 'Admins', licenseType: 'F', isAdmin: true },
  { ID: 'workers', name: 'Workers', licenseType: 'F', isAdmin: false },
];

/** A tenant behind HTTP, a function that connects to it, and one that counts its requests to a path. */
async function start(t, { admins = ['boss'], ...options } = {}) {
  const tenant = await serveSandbox({
    people: 60,
    accessLevels: levels,
    users: [person('jane', 'workers'), ...admins.map((ID) => person(ID, 'admins'))],
    ...options,
  });
  t.after(() => tenant.close());
  const connect = async (more) => {
    const credentials = { type: 'apiKey', apiKey: tenant.apiKey };
    const wf = await createPlugin({ baseUrl: tenant.url, credentials, ...more });
    t.after(() => wf.close());
    return recording(wf);
  };
  const count = async (path) => {
    const requests = await tenant.sandbox.requests();
    return requests.filter(({ url }) => new URL(url, tenant.url).pathname.endsWith(path)).length;
  };
  const snapshot = () => tenant.sandbox.snapshot();
  return { tenant, connect, count, snapshot };
}

const held = (reason) => (error) => {
  assert.deepEqual([error.kind, error.reason], ['forbidden', reason], JSON.stringify(error));
  assert.ok(error.hint);
  return true;
};

test('the own user is refused, and asked for once a connection', async (t) => {
  const { connect, count, snapshot } = await start(t);
  const { adminID: ID } = await snapshot();
  const wf = await connect();
  const all = { includeAdministrators: true };
  const calls = [
    ['deactivate', { ID, ...all }],
    ['update', { ID, changes: { isActive: false }, ...all }],
    ['update', { ID, changes: { username: 'other' }, ...all }],
    ['delete', { ID, confirm: ID, ...all }],
    ['call', { method: 'PUT', object: 'USER', ID, body: { isActive: 'false' }, ...all }],
    ['call', { method: 'DELETE', object: 'user', ID, ...all }],
    ['call', { method: 'PUT', object: 'user', action: 'clearAllApiKeys', ...all }],
  ];
  // At the same time: they share one request.
  await Promise.all(
    calls.map(([action, input]) => assert.rejects(wf.run(action, input), held('ownUser'))),
  );
  assert.equal(await count('/session'), 1);
});

test('a token store remembers the own user, for the same secrets', async (t) => {
  const { connect, count } = await start(t);
  const values = new Map();
  const tokenStore = {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
  };
  await (await connect({ tokenStore })).deactivate({ ID: 'jane' });
  await assert.rejects(
    (await connect({ tokenStore })).deactivate({ ID: 'boss' }),
    held('administrator'),
  );
  assert.equal(await count('/session'), 1);
  // A value of another credential is ignored, and so is a malformed one.
  for (const [key, value] of values) {
    values.set(key, value.replace(/"secretDigest":"./, '"secretDigest":"-'));
  }
  const input = { ID: 'boss', includeAdministrators: true };
  await assert.rejects(
    (await connect({ tokenStore })).deactivate(input),
    held('lastAdministrator'),
  );
  assert.equal(await count('/session'), 2);
});

test('the credential names the own user of a JWT', async (t) => {
  const { connect, count, snapshot } = await start(t);
  const { adminID, customerID } = await snapshot();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const wf = await connect({
    credentials: {
      ...{ type: 'oauthJwt', clientId: 'sandbox-client', clientSecret: 'sandbox-secret' },
      ...{ customerId: customerID, userId: adminID },
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    },
  });
  const input = { ID: adminID, includeAdministrators: true };
  await assert.rejects(wf.deactivate(input), held('ownUser'));
  assert.equal(await count('/session'), 0);
});

test('a supplied credential can become another user’s', async (t) => {
  const { tenant, connect, snapshot } = await start(t);
  const { adminID } = await snapshot();
  let used = 0;
  const credentials = () => {
    used += 1;
    return { type: 'apiKey', apiKey: tenant.apiKey };
  };
  const wf = await connect({ credentials });
  const input = { ID: adminID, includeAdministrators: true };
  await assert.rejects(wf.deactivate(input), held('ownUser'));
  assert.equal(used, 1);
});

test('administrators are shut out on request, but not at the same time', async (t) => {
  const { connect, snapshot } = await start(t, { admins: ['boss', 'chief'] });
  const wf = await connect();
  await assert.rejects(wf.deactivate({ ID: 'boss' }), held('administrator'));
  const both = ['boss', 'chief'].map((ID) => wf.deactivate({ ID, includeAdministrators: true }));
  const results = await Promise.allSettled(both);
  const failed = results.filter(({ status }) => status === 'rejected');
  assert.equal(failed.length, 1);
  held('lastAdministrator')(failed[0].reason);
  const { users } = await snapshot();
  const active = users.filter(({ ID, isActive }) => ['boss', 'chief'].includes(ID) && isActive);
  assert.equal(active.length, 1);
});

test('a connection for each item counts as one run', async (t) => {
  let time = Date.now();
  const now = () => time;
  const { connect, snapshot, count } = await start(t);
  const { users, adminID } = await snapshot();
  const active = users.filter(({ ID, isActive }) => isActive && ![adminID, 'boss'].includes(ID));
  const IDs = active.map(({ ID }) => ID);
  const deactivate = async (ID, more) => (await connect({ now, ...more })).deactivate({ ID });
  for (const ID of IDs.slice(0, 10)) await deactivate(ID);
  assert.equal(await count('/user/count'), 0);
  await assert.rejects(deactivate(IDs[10]), (error) => {
    assert.deepEqual(error.fields, ['maxPeople']);
    assert.match(error.hint, /maxPeople to 11 or more/);
    return held('limit')(error);
  });
  await deactivate(IDs[10], { maxPeople: 11 });
  time += 3_600_001;
  await deactivate(IDs[11]);
});

test('protect names people, and what it names must exist', async (t) => {
  const { connect } = await start(t);
  for (const protect of [
    { IDs: 'jane' },
    { emails: ['JANE@acme.com'] },
    { accessLevels: ['Workers'] },
  ]) {
    const wf = await connect({ protect });
    await assert.rejects(wf.deactivate({ ID: 'jane' }), held('protected'));
  }
  const wf = await connect({ protect: { groups: ['No such group'] } });
  await assert.rejects(wf.deactivate({ ID: 'jane' }), {
    kind: 'validation',
    fields: ['protect.groups[0]'],
  });
  for (const [protect, field] of [
    [{ emails: [' '] }, 'protect.emails[0]'],
    [{ people: [] }, 'protect.people'],
    [{ IDs: ['a/b'] }, 'protect.IDs[0]'],
    ['jane', 'protect'],
  ]) {
    await assert.rejects(connect({ protect }), { kind: 'validation', fields: [field] });
  }
});
