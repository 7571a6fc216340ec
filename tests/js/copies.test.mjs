// Two copies of the package in one process count the same people.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gate, module, overLimit, start, withFiles } from './lib/both-modules.mjs';

test('the people of the last hour are counted across copies of the package and a second initWasm', async (t) => {
  const { wf, tenant, connect, initWasm } = await start(t, { options: { maxPeople: 2 } });
  await wf.deactivate({ ID: 'ann' });
  const copy = await withFiles().createPlugin({
    ...{ baseUrl: tenant.url, credentials: { type: 'apiKey', apiKey: tenant.apiKey } },
    maxPeople: 2,
  });
  t.after(() => copy.close());
  await copy.deactivate({ ID: 'bob' });
  await assert.rejects(copy.deactivate({ ID: 'cem' }), overLimit);
  await assert.rejects(wf.deactivate({ ID: 'cem' }), overLimit);
  await initWasm(module);
  await assert.rejects((await connect()).deactivate({ ID: 'cem' }), overLimit);
});

test('two copies of the package leave an administrator when they work at the same time', async (t) => {
  const input = (ID) => ({ ID, includeAdministrators: true });
  const isRead = (_, { method }) => method === 'GET';
  const isWrite = (_, { method }) => method === 'PUT';
  const findsAdmins = (url) => /isAdmin=true/.test(url);
  for (const waiting of [
    gate(isRead),
    gate(isWrite),
    gate(isWrite, { isLate: true }),
    // Its response shows both administrators when the other one has left already.
    gate(findsAdmins, { isLate: true }),
  ]) {
    const { fetch, open, arrived } = waiting;
    const { wf, tenant } = await start(t, { options: { fetch }, admins: 2 });
    const copy = await withFiles().createPlugin({
      ...{ baseUrl: tenant.url, credentials: { type: 'apiKey', apiKey: tenant.apiKey } },
    });
    t.after(() => copy.close());
    const first = wf.deactivate(input('boss0'));
    await arrived;
    // While the first waits for a response, or while its write is under way.
    const second = copy.deactivate(input('boss1'));
    const results = Promise.allSettled([first, second]);
    await second.catch(() => {});
    open();
    const failed = (await results).filter(({ status }) => status === 'rejected');
    assert.equal(failed.length, 1);
    assert.equal(failed[0].reason.reason, 'lastAdministrator');
    const { users } = await tenant.sandbox.snapshot();
    const left = users.filter(({ ID, isActive }) => /^boss/.test(ID) && isActive);
    assert.equal(left.length, 1);
  }
});

test('a copy with a wrong clock keeps what the other has counted', async (t) => {
  const options = { maxPeople: 2 };
  for (const now of [() => 0, () => Date.now() + 7_200_000]) {
    const { wf, tenant } = await start(t, { options });
    await wf.deactivate({ ID: 'ann' });
    await wf.deactivate({ ID: 'bob' });
    const copy = await withFiles().createPlugin({
      ...{ baseUrl: tenant.url, credentials: { type: 'apiKey', apiKey: tenant.apiKey } },
      ...{ ...options, now },
    });
    t.after(() => copy.close());
    await copy.deactivate({ ID: 'cem' }).catch(() => {});
    await assert.rejects(wf.deactivate({ ID: 'dea' }), overLimit);
  }
});
