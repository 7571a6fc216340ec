// The second WebAssembly module, which has the actions of plans and is loaded with the first of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../js/generated/manifest.mjs';
import { createInstance } from '../../pkg/instance.mjs';
import * as glueOfPlans from '../../pkg/plans/instance.mjs';
import {
  bytes,
  bytesOfPlans,
  gate,
  module,
  moduleOfPlans,
  overLimit,
  planOf,
  start,
  withFiles,
} from './lib/both-modules.mjs';
import { record } from './lib/recorder.mjs';

test('the first module has all actions but those of the group Plans; the second has all', async () => {
  const config = { domain: 'acme', credentials: { type: 'apiKey', apiKey: 'x' } };
  for (const [make, compiled, hasPlans] of [
    [createInstance, module, false],
    [glueOfPlans.createInstance, moduleOfPlans, true],
  ]) {
    const exports = make(compiled);
    exports.share_parts(() => undefined);
    const handle = exports.connect(config, { send() {} });
    await Promise.all(
      manifest.actions.map(async ({ key, group }) => {
        const error = await exports.run(handle, key, 1, {}).then(
          () => assert.fail(key),
          (thrown) => thrown,
        );
        const isUnknown = error.fields.includes('action');
        assert.equal(isUnknown, !hasPlans && group === 'Plans', key);
      }),
    );
  }
});

test('reads and writes never load the second file; the first plan does, once', async (t) => {
  const { wf, connect, loads } = await start(t);
  await wf.get({ ID: 'ann' });
  await wf.deactivate({ ID: 'ann' });
  await wf.offboard({ IDs: ['bob'] });
  assert.equal(loads(), 0);
  const plans = await Promise.all([planOf(wf, 'cem'), planOf(wf, 'dea')]);
  assert.equal(plans.length, 2);
  const other = await connect();
  await planOf(other, 'cem');
  assert.equal((await wf.get({ ID: 'ann' })).user.isActive, false);
  assert.equal(loads(), 1);
});

test('options of plans are checked without the second file', async (t) => {
  const { connect, loads } = await start(t);
  await connect({ planKeys: { current: 'a', keys: { a: 'x'.repeat(32) } }, approvalRules: {} });
  await assert.rejects(connect({ planKeys: { current: 'a', keys: {} } }), {
    kind: 'validation',
    fields: ['planKeys.current'],
  });
  assert.equal(loads(), 0);
});

test('an unsigned plan is applied by the connection that made it', async (t) => {
  const { wf } = await start(t);
  await wf.update({ ID: 'ann', changes: { firstName: 'G' } });
  const { plan } = await planOf(wf, 'ann');
  await wf.update({ ID: 'bob', changes: { firstName: 'G' } });
  const { complete } = await wf.apply({ plan });
  assert.equal(complete, true);
});

test('the people of the last hour are counted across both modules', async (t) => {
  const { wf, connect } = await start(t, { options: { maxPeople: 2 } });
  await wf.deactivate({ ID: 'ann' });
  await planOf(wf, 'cem');
  await wf.deactivate({ ID: 'bob' });
  await assert.rejects(wf.deactivate({ ID: 'cem' }), overLimit);
  await assert.rejects((await connect()).deactivate({ ID: 'cem' }), overLimit);
});

test('a write that began in the first module counts in the second, and ends', async (t) => {
  const { fetch, open, arrived } = gate((_, { method }) => method === 'PUT');
  const { wf } = await start(t, { options: { maxPeople: 2, fetch } });
  const begun = wf.deactivate({ ID: 'ann' });
  await arrived;
  // The plan doesn't wait for it.
  await planOf(wf, 'cem');
  await wf.deactivate({ ID: 'bob' });
  await assert.rejects(wf.deactivate({ ID: 'cem' }), overLimit);
  open();
  assert.equal((await begun).user.isActive, false);
});

test('a write that began in the first module counts those of the second', async (t) => {
  const { fetch, open, arrived } = gate((url) => url.includes('/user/ann'));
  const { wf, tenant } = await start(t, { options: { maxPeople: 2, fetch } });
  const begun = wf.deactivate({ ID: 'ann' });
  const refused = assert.rejects(begun, overLimit);
  await arrived;
  await planOf(wf, 'dea');
  await wf.deactivate({ ID: 'bob' });
  await wf.deactivate({ ID: 'cem' });
  open();
  await refused;
  const { users } = await tenant.sandbox.snapshot();
  assert.equal(users.find(({ ID }) => ID === 'ann').isActive, true);
});

test('a missing file is a clear error; other actions work, and a later call tries again', async (t) => {
  let isMissing = true;
  const { wf, loads } = await start(t, { files: withFiles({ isMissing: () => isMissing }) });
  for (let round = 0; round < 2; round += 1) {
    await assert.rejects(planOf(wf, 'ann'), (error) => {
      assert.equal(error.name, 'WorkfrontError');
      assert.equal(error.kind, 'internal');
      assert.match(error.message, /can't be loaded: \/plans\.wasm/);
      assert.match(error.hint, /workfront-actions\/plans\.wasm.*initWasm\(wasm, \{ plans \}\)/);
      assert.doesNotMatch(error.hint, /that address/);
      return true;
    });
  }
  assert.equal(loads(), 2);
  await assert.rejects(wf.run('plann'), { kind: 'validation', fields: ['action'] });
  assert.equal((await wf.get({ ID: 'ann' })).user.ID, 'ann');
  isMissing = false;
  assert.ok((await planOf(wf, 'ann')).plan);
});

test('the error for an unknown action names those of plans', async (t) => {
  const { wf } = await start(t);
  await assert.rejects(wf.run('plann'), { kind: 'validation', message: /\bplan\b/ });
});

/** A tenant whose sessions are numbered, and which ends sessions. */
async function sessions(t) {
  let count = 0;
  const ended = [];
  const { url, requests } = await record(t, ({ path, headers }) => {
    if (path.endsWith('/login')) {
      count += 1;
      return { body: { data: { sessionID: `s${count}`, userID: 'me' } } };
    }
    if (path.endsWith('/logout')) {
      ended.push(headers.sessionid);
      return { body: { data: { success: true } } };
    }
    return { body: { data: { ID: 'a', isActive: true } } };
  });
  return { url, requests, ended };
}

test('logout ends the sessions of both modules', async (t) => {
  const { url, ended } = await sessions(t);
  const { createPlugin } = withFiles();
  const credentials = { type: 'login', username: 'ann@acme.com', password: 'a-password' };
  const wf = await createPlugin({ baseUrl: url, credentials });
  await wf.get({ ID: 'a' });
  await wf.run('renderPlan', {}).catch(() => {});
  await wf.get({ ID: 'a' });
  assert.deepEqual(await wf.logout(), { loggedOut: true });
  assert.deepEqual(ended.toSorted(), ['s1', 's2']);
  assert.deepEqual(await wf.logout(), { loggedOut: false });
  wf.close();
});

test('initWasm takes the file with every action alone', async (t) => {
  const files = withFiles();
  await files.initWasm(bytesOfPlans);
  const { wf } = await start(t, { files });
  await wf.get({ ID: 'ann' });
  assert.ok((await planOf(wf, 'ann')).plan);
  assert.deepEqual([files.loads(), files.made.length], [0, 0]);
});

for (const [name, plans] of [
  ['bytes', bytesOfPlans],
  ['a promise', Promise.resolve(bytesOfPlans)],
  ['a function', async () => new Response(bytesOfPlans)],
]) {
  test(`initWasm takes the second file as ${name}`, async (t) => {
    const files = withFiles({ isMissing: () => true });
    await files.initWasm(bytes, { plans });
    const { wf } = await start(t, { files });
    assert.ok((await planOf(wf, 'ann')).plan);
    assert.equal(files.loads(), 0);
  });
}

test('initWasm: a wrong second file is refused by the calls that need it', async (t) => {
  const files = withFiles();
  await files.initWasm(bytes, { plans: bytes });
  const { wf } = await start(t, { files });
  await assert.rejects(planOf(wf, 'ann'), {
    kind: 'internal',
    message: /plans is no plans\.wasm of this version/,
    hint: /initWasm\(wasm, \{ plans \}\)/,
  });
  await files.initWasm(bytes, { plans: Promise.reject(new Error('offline')) });
  const { wf: next } = await start(t, { files });
  await assert.rejects(planOf(next, 'ann'), {
    kind: 'validation',
    fields: ['plans'],
    message: /offline/,
  });
  assert.equal((await next.get({ ID: 'ann' })).user.ID, 'ann');
});
