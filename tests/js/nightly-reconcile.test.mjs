// The recipe of a nightly reconcile with an approval, against a tenant on this machine; and the list as an iterable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { readPeople, writePeople } from 'workfront-actions/csv';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { applyDecided, decide, planTonight } from '../../examples/nightly-reconcile.mjs';
import { recording } from './lib/action-runs.mjs';

const planKeys = { current: 'k-1', keys: { 'k-1': 'a-key-for-tests-of-more-than-32-bytes' } };

async function start(t) {
  const server = await serveSandbox({ people: 30 });
  t.after(() => server.close());
  const options = {
    baseUrl: server.url,
    credentials: { type: 'apiKey', apiKey: server.apiKey },
    planKeys,
    approvalRules: { approvers: 1, allowed: ['alex@example.com'] },
  };
  const wf = recording(await createPlugin(options));
  t.after(() => wf.close());
  const fields = ['extRefID', 'emailAddr', 'firstName', 'lastName', 'title', 'isActive', 'manager:extRefID', 'accessLevel:name', 'isAdmin']; // prettier-ignore
  const { users } = await wf.search({ fields, limit: 100 });
  return { options, wf, users };
}

const families = { Standard: 'Studio', Light: 'Sales', Contributor: 'Other' };

/** The users as rows of an HR system, without those who left. */
const rowsOf = (users) =>
  users
    .filter((user) => user.isActive && families[user.accessLevel.name] && !user.isAdmin)
    .map((user) => ({
      personnelNumber: user.extRefID,
      mail: user.emailAddr,
      givenName: user.firstName,
      familyName: user.lastName,
      jobTitle: user.title ?? '',
      jobFamily: families[user.accessLevel.name],
      managerNumber: user.manager?.extRefID ?? '',
      until: '',
    }));

function memory() {
  const values = new Map();
  return {
    get: async (key) => values.get(key),
    put: async (key, value) => void values.set(key, value),
  };
}

test('a night, a decision, a run, and a night with nothing to do', async (t) => {
  const { options, wf, users } = await start(t);
  const rows = rowsOf(users);
  const store = memory();
  const texts = [];
  const notify = async (text) => void texts.push(text);
  const [leaver, mover] = rows;
  const list = rows
    .filter((row) => row !== leaver)
    .map((row) => (row === mover ? { ...row, jobTitle: 'Head of Design' } : row));
  list.push(
    { personnelNumber: 'n-2', mail: 'Low@new.example.com', givenName: 'Low', familyName: 'Lee', jobTitle: 'Designer', jobFamily: 'Studio', managerNumber: 'n-1', until: '' }, // prettier-ignore
    { personnelNumber: 'n-1', mail: 'Top@new.example.com', givenName: 'Top', familyName: 'Lee', jobTitle: 'Lead', jobFamily: 'Sales', managerNumber: '', until: '' }, // prettier-ignore
  );
  const plan = await planTonight(options, list, store, notify);
  assert.equal(plan.stopped, undefined, JSON.stringify(plan.warnings));
  assert.equal(plan.counts.create, 2);
  assert.equal(texts.length, 1);
  assert.match(texts[0], /Head of Design/);

  await assert.rejects(applyDecided(options, store), { kind: 'notApproved' });
  await assert.rejects(decide(options, store, { by: 'nightly-reconcile', decision: 'approve' }), {
    kind: 'notApproved',
  });
  await decide(options, store, { by: 'alex@example.com', decision: 'approve' });

  // The next night finds the same change: the decision still counts.
  const again = await planTonight(options, list, store, notify);
  assert.equal(again.fingerprint, plan.fingerprint);
  const done = await applyDecided(options, store);
  assert.equal(done.complete, true, JSON.stringify(done.report));
  const { users: made } = await wf.search({
    filters: [{ field: 'emailAddr', value: ['low@new.example.com'], modifier: 'in' }],
    fields: ['manager:emailAddr', 'accessLevel:name'],
  });
  assert.equal(made[0].manager.emailAddr, 'top@new.example.com');
  assert.equal(made[0].accessLevel.name, 'Standard');

  const last = await planTonight(options, list, store, notify);
  assert.deepEqual(last.steps, []);
  await assert.rejects(planTonight(options, list.slice(0, 3), store, notify), {
    kind: 'validation',
  });
});

test('a list is held against the last plan that wasn’t stopped', async (t) => {
  const { options, users } = await start(t);
  const rows = rowsOf(users);
  const store = memory();
  const notify = async () => {};
  const whole = await planTonight(options, rows, store, notify);
  assert.equal(whole.stopped, undefined);
  // More than half of the people: the limit of deactivations stops the plan.
  const short = rows.slice(0, Math.ceil(rows.length * 0.6));
  const stopped = await planTonight(options, short, store, notify);
  assert.equal(stopped.stopped, 'limit');
  assert.equal((await store.get('plan')).id, stopped.id);
  const shorter = rows.slice(0, Math.ceil(rows.length * 0.4));
  await assert.rejects(planTonight(options, shorter, store, notify), {
    kind: 'validation',
    message: /less than half/,
  });
});

test('the list may be an iterable, whose error is the call’s', async (t) => {
  const { wf, users } = await start(t);
  const rows = users.map(({ emailAddr, title }) => ({ emailAddr, title }));
  async function* slowly() {
    yield* rows;
  }
  const settings = { requestedBy: 'robin@example.com' };
  const { plan } = await wf.reconcile({ ...settings, people: slowly() });
  const whole = await wf.reconcile({ ...settings, people: rows });
  assert.equal(plan.fingerprint, whole.plan.fingerprint);
  assert.equal(plan.people, rows.length);
  const text = await writePeople(rows).text();
  const read = await wf.reconcile({ ...settings, people: readPeople(text, { mapping: {} }) });
  assert.equal(read.plan.people, rows.length);
  assert.equal(read.plan.held.length, plan.held.length);
  const mapping = { emailAddr: 'emailAddr', title: 'title' };
  for (const people of [readPeople(text, { mapping }), readPeople(text, { mapping }).people()]) {
    const { fields, valid, unreadColumns } = await wf.checkMapping({ mapping, people });
    assert.deepEqual([valid, fields, unreadColumns], [true, ['emailAddr', 'title'], []]);
  }
  async function* broken() {
    yield rows[0];
    throw new Error('the file ended early');
  }
  await assert.rejects(wf.reconcile({ ...settings, people: broken() }), /ended early/);
  await assert.rejects(wf.reconcile({ ...settings, people: 'rows' }), { kind: 'validation' });
});
