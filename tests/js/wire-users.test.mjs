// Users over real HTTP: fields of an undocumented type, and all data of the sandbox.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { createPlugin, WorkfrontError } from 'workfront-actions';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const answering = async (t, data, options) => {
  const { url, requests } = await record(t, (request) => ({
    body: { data: typeof data === 'function' ? data(request) : data },
  }));
  return { wf: await connect(t, url, options), requests };
};

test('a search with a field of another type is refused, without a retry', async (t) => {
  const { wf, requests } = await answering(t, [{ ID: 'a', isActive: 'true' }]);
  await assert.rejects(wf.search({}), (error) => {
    assert.ok(error instanceof WorkfrontError);
    assert.deepEqual(error.toJSON(), {
      name: 'WorkfrontError',
      message: 'users[0].isActive: must be boolean but is string (user a)',
      kind: 'unexpectedResponse',
      action: 'search',
      fields: ['users[0].isActive'],
      ID: 'a',
      retryable: false,
      hint: "Leave the field out of 'fields', and please report this message.",
    });
    return true;
  });
  assert.equal(requests.length, 1);
  // The connection still works.
  assert.equal(
    (await wf.call({ method: 'GET', object: 'user', action: 'search' })).data[0].isActive,
    'true',
  );
});

test('results of get and changes with a field of another type are refused', async (t) => {
  const wrong = { ID: 'a', lastUpdateDate: '2026-01-01T00:00:00:000+0000', teams: {} };
  const one = await answering(t, wrong);
  await assert.rejects(one.wf.get({ ID: 'a' }), {
    kind: 'unexpectedResponse',
    action: 'get',
    message: 'user.teams: must be array but is object (user a)',
  });
  const many = await answering(t, [wrong]);
  await assert.rejects(many.wf.changes({ since: '2026-01-01' }), {
    kind: 'unexpectedResponse',
    action: 'changes',
    fields: ['users[0].teams'],
  });
});

test('a user without an ID is refused', async (t) => {
  const { wf } = await answering(t, [{ ID: 'a' }, { name: 'Jane' }]);
  await assert.rejects(wf.search({}), { message: 'users[1].ID: must be string but is undefined' });
});

test('a write that reads back a field of another type is reported as done', async (t) => {
  const { wf } = await answering(t, { ID: 'a', isActive: 'false', title: 'x' });
  const { user } = await wf.update({ ID: 'a', changes: { title: 'x' } });
  assert.deepEqual(user, { ID: 'a', isActive: 'false', title: 'x' });
});

test('searchAll yields the pages before, and fails at the page with the mismatch', async (t) => {
  const { wf, requests } = await answering(t, ({ query }) => {
    const first = Number(new URLSearchParams(query).get('$$FIRST'));
    return [0, 1].map((at) => ({ ID: `u${first + at}`, fte: first === 4 && at ? '1.0' : 1 }));
  });
  const IDs = [];
  const reading = (async () => {
    for await (const { ID } of wf.searchAll({ limit: 2 })) IDs.push(ID);
  })();
  await assert.rejects(reading, {
    kind: 'unexpectedResponse',
    action: 'search',
    fields: ['users[1].fte'],
    ID: 'u5',
  });
  assert.deepEqual(IDs, ['u0', 'u1', 'u2', 'u3']);
  assert.equal(requests.length, 3);
});

test('null, unknown and custom fields are unchanged', async (t) => {
  const users = [
    { ID: 'a', isActive: null, 'DE:Size': 7, parameterValues: { 'DE:Size': 7 } },
    { later: [1], manager: { ID: 'b', isActive: 'x' }, ID: 'b' },
  ];
  const { wf } = await answering(t, users);
  assert.deepEqual((await wf.search({ fields: ['*'] })).users, users);
});

test('all data of the sandbox passes, in each version', async (t) => {
  const tenant = await serveSandbox({ people: 300 });
  t.after(() => tenant.close());
  const collections = ['userGroups', 'teams', 'userRoles', 'objectCategories', 'directReports'];
  const fields = [
    '*',
    'parameterValues',
    'accessLevel:*',
    'manager:name',
    ...collections.map((one) => `${one}:*`),
  ];
  for (const apiVersion of ['v17.0', 'v18.0', 'v20.0', 'v22.0']) {
    const wf = await createPlugin({
      baseUrl: tenant.url,
      apiVersion,
      credentials: { type: 'apiKey', apiKey: tenant.apiKey },
    });
    let seen = 0;
    for await (const { ID, webDAVProfile, isActive } of wf.searchAll({ fields, limit: 100 })) {
      assert.equal(typeof isActive, 'boolean', ID);
      assert.ok(webDAVProfile !== undefined, ID);
      seen += 1;
    }
    assert.ok(seen >= 300, String(seen));
    const { users } = await wf.search({ limit: 1 });
    const { user } = await wf.get({ ID: users[0].ID, fields });
    assert.equal(user.ID, users[0].ID);
    wf.close();
  }
});
