// The example with an approval, in a real n8n: only what somebody approved in time is applied.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveSandbox } from '../../js/sandbox/server.mjs';
import { tenant } from '../hosts/scenario.mjs';
import { until } from '../lib/until.mjs';
import { n8n, prepareN8n } from './lib/n8n.mjs';
import { signIn } from './lib/owner.mjs';

const dist = fileURLToPath(new URL('../../adapters/n8n/dist', import.meta.url));
const planKeys = { current: 'k-1', keys: { 'k-1': 'a-key-for-tests-of-more-than-32-bytes' } };
// The rules that the README tells users to set.
const readme = new URL('../../adapters/n8n/README.md', import.meta.url);
const [, approvalRules] = /`approvalRules` of\s+`([^`]+)`/.exec(readFileSync(readme, 'utf8'));
const requester = { user: 'robin', password: 'robin-of-test' };
const approver = { user: 'alex', password: 'alex-of-test' };

const authorized = (person) =>
  person && { authorization: `Basic ${btoa(`${person.user}:${person.password}`)}` };

/** n8n with the example, active, and with the credentials that it names. */
async function start(t) {
  const served = await serveSandbox(tenant);
  t.after(() => served.close());
  const place = prepareN8n(t, dist);
  const { url: baseUrl, apiKey, sandbox } = served;
  const keys = { planKeys: JSON.stringify(planKeys), approvalRules };
  const data = { type: 'apiKey', baseUrl, apiKey, ...keys };
  const basic = { type: 'httpBasicAuth' };
  const credentials = [
    { id: 'workfront1', name: 'Sandbox', type: 'workfrontApi', data },
    { ...basic, id: 'requesters1', name: 'Requesters', data: requester },
    { ...basic, id: 'approvers1', name: 'Approvers', data: approver },
  ];
  await n8n(place, 'import:credentials', `--input=${place.file('keys.json', credentials)}`);
  const file = new URL('../../examples/n8n-approval.json', import.meta.url);
  const example = JSON.parse(readFileSync(file, 'utf8'));
  const { parameters } = example.nodes.find(({ name }) => name === 'Plan');
  // So that a plan can expire before it is approved.
  const { expiresInMs } = parameters.additionalFields;
  parameters.additionalFields.expiresInMs = `={{ $json.query.expiresInMs ?? ${expiresInMs} }}`;
  await n8n(place, 'import:workflow', `--input=${place.file('workflow.json', [example])}`);
  const { url, ask, log } = await signIn(t, place);
  const { versionId } = await ask('/workflows/approval1', undefined, 'GET');
  await ask('/workflows/approval1/activate', { versionId });
  const webhook = `${url}/webhook/leavers`;
  const planned = (person, query = '') =>
    fetch(webhook + query, { method: 'POST', headers: { ...authorized(person) } });
  // n8n activates workflows after its response.
  const anonymous = await until(async () => {
    const response = await planned();
    return response.status !== 404 && response;
  }, log);
  assert.equal(anonymous.status, 401);

  /** Waits until the execution whose form this is has the status, and returns its data. */
  const reached = (form, status) =>
    until(async () => {
      const [, id] = /form-waiting\/(\d+)/.exec(form);
      const execution = await ask(`/executions/${id}`, undefined, 'GET');
      return execution.status === status && execution.data;
    }, log);
  /** Asks for a plan, and returns the counts and the address of the form. */
  const request = async (query) => {
    const response = await planned(requester, query);
    assert.equal(response.status, 200, log());
    const { counts, approval: form } = await response.json();
    // n8n never answers a request for the form of an execution that doesn't wait yet.
    await reached(form, 'waiting');
    return { counts, form };
  };
  return { sandbox, request, reached };
}

const show = (form, person) => fetch(form, { headers: { ...authorized(person) } });

const decide = (form, person, decision) => {
  const body = new FormData();
  body.set('field-0', decision);
  return fetch(form, { method: 'POST', headers: { ...authorized(person) }, body });
};

/** What the receipt in an execution's data says. */
function receiptIn(data) {
  const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());
  const signed = [...data.matchAll(/"(eyJ[\w-]+)\.([\w-]+)\.[\w-]+"/g)];
  const [, , claims] = signed.find(([, header]) => decoded(header).typ === 'workfront-receipt+jws');
  return decoded(claims);
}

test('n8n’s form decides about a plan: the example', async (t) => {
  const { sandbox, request, reached } = await start(t);
  const leavers = () => {
    const { groups, users } = sandbox.snapshot();
    const { ID } = groups.find(({ name }) => name === 'Leavers');
    return users.filter((user) => user.homeGroupID === ID && user.isActive);
  };
  const sent = () => sandbox.requests().length;
  const before = leavers();
  assert.ok(before.length > 0);
  const expiring = await request('?expiresInMs=1');
  const expiredAt = Date.now();

  await t.test('rejected: nothing is sent', async () => {
    const { counts, form } = await request();
    assert.equal(counts.deactivate, before.length);
    const sentBefore = sent();
    for (const person of [undefined, requester]) {
      assert.equal((await show(form, person)).status, 401);
      assert.equal((await decide(form, person, 'Approve')).status, 401);
    }
    const page = await (await show(form, approver)).text();
    for (const { emailAddr } of before) assert.ok(page.includes(emailAddr), page);
    assert.equal((await decide(form, approver, 'Reject')).status, 200);
    await reached(form, 'success');
    assert.equal(sent(), sentBefore);
    assert.deepEqual(leavers(), before);
  });

  await t.test('approved after it expired: refused, and nothing is sent', async () => {
    // The tolerance of a plan's expiry is 60 s.
    await until(() => Date.now() > expiredAt + 60_000);
    const sentBefore = sent();
    assert.equal((await decide(expiring.form, approver, 'Approve')).status, 200);
    assert.match(await reached(expiring.form, 'error'), /expired/);
    assert.equal(sent(), sentBefore);
    assert.deepEqual(leavers(), before);
  });

  await t.test('approved: applied', async () => {
    const { form } = await request();
    assert.equal((await decide(form, approver, 'Approve')).status, 200);
    const { complete, steps, approvals } = receiptIn(await reached(form, 'success'));
    assert.ok(complete);
    assert.deepEqual(new Set(steps.map(({ outcome }) => outcome)), new Set(['applied']));
    assert.deepEqual(
      approvals.map(({ by }) => by),
      JSON.parse(approvalRules).allowed,
    );
    assert.deepEqual(leavers(), []);
  });
});
