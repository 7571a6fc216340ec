// examples/approval-worker.mjs with tokens of Cloudflare Access, against a tenant on this machine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateKeyPair } from 'jose';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import approvals, { createWorker } from '../../examples/approval-worker.mjs';
import { cloudflareAccess } from '../../examples/approval-worker/cloudflare-access.mjs';
import { d1Store } from '../../examples/approval-worker/d1-store.mjs';
import { statusOf } from '../../examples/approval-worker/responses.mjs';
import { expectedApprovals, mapStore, playApprovals, variables } from '../lib/approvals.mjs';
import { createTeam } from '../lib/access-team.mjs';
import { serve } from './lib/servers.mjs';

const leaver = { ID: 'leaver', firstName: 'Lee', lastName: 'Ver', emailAddr: 'lee@example.com' };

async function start(t) {
  const tenant = await serveSandbox({ people: 20, users: [leaver] });
  t.after(() => tenant.close());
  const team = await createTeam(t, serve);
  const env = variables({ url: tenant.url, apiKey: tenant.apiKey, team: team.url });
  const store = mapStore();
  const worker = createWorker({ signIn: cloudflareAccess, storeOf: () => store });
  const send = (path, init, more) =>
    worker.fetch(new Request(`https://approvals.example.com${path}`, init), { ...env, ...more });
  const [robin, alex] = await Promise.all(
    ['robin', 'alex'].map((name) => team.tokenOf({ email: `${name}@example.com` })),
  );
  const post = (path, token, body, headers = {}, more = {}) =>
    send(
      path,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'cf-access-jwt-assertion': token,
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
      more,
    );
  return { team, store, send, post, robin, alex, env };
}

const wanted = { action: 'offboard', input: { IDs: ['leaver'] } };

test('one person asks, another decides, and what was approved is done once', async (t) => {
  const { send, robin, alex } = await start(t);
  const played = await playApprovals(send, { robin, alex, ID: 'leaver' });
  assert.deepEqual(played, expectedApprovals);
});

test('only tokens of the team for this application, of people, are accepted', async (t) => {
  const { team, post } = await start(t);
  const email = 'robin@example.com';
  const { privateKey: key } = await generateKeyPair('RS256');
  const secret = new TextEncoder().encode('a-secret-of-more-than-thirty-two-bytes');
  for (const [why, token] of [
    ['no token', ''],
    ['no JWT', 'x.y.z'],
    ['another key', team.tokenOf({ email }, { key })],
    ['another algorithm', team.tokenOf({ email }, { key: secret, alg: 'HS256' })],
    ['another application', team.tokenOf({ email }, { aud: 'another' })],
    ['another team', team.tokenOf({ email }, { iss: 'https://other.cloudflareaccess.com' })],
    ['expired', team.tokenOf({ email }, { exp: 1 })],
    ['of a service', team.tokenOf({ common_name: 'a-service' })],
    ['without a name', team.tokenOf({ email: ' ' })],
    ['of a list', team.tokenOf({ email: [email] })],
  ]) {
    assert.equal((await post('/plans', await token, wanted)).status, 401, why);
  }
});

test('keys that cannot be had, and missing settings, are not the fault of the token', async (t) => {
  const { post, robin } = await start(t);
  t.mock.method(console, 'error', () => {});
  const gone = await post('/plans', robin, wanted, {}, { ACCESS_TEAM: 'http://127.0.0.1:9' });
  assert.equal(gone.status, 500);
  const unset = await post('/plans', robin, wanted, {}, { ACCESS_AUDIENCE: '' });
  assert.equal(unset.status, 500);
  assert.match(await unset.text(), /^\{"message":"The request failed/);
  for (const name of ['PLAN_KEYS', 'WORKFRONT_CREDENTIALS']) {
    const broken = await post('/plans', robin, wanted, {}, { [name]: '{"secret":"s3cret" oops' });
    assert.equal(broken.status, 500);
    assert.ok(!(await broken.text()).includes('s3cret'));
    const logged = console.error.mock.calls.map(({ arguments: [error] }) => error.stack).join();
    assert.ok(logged.includes(`${name} must be valid JSON`) && !logged.includes('s3cret'));
  }
});

test('requests that another site makes in a browser are refused', async (t) => {
  const { post, robin, store } = await start(t);
  const text = { 'content-type': 'text/plain' };
  assert.equal((await post('/plans', robin, wanted, text)).status, 415);
  const other = { origin: 'https://evil.example' };
  assert.equal((await post('/plans', robin, wanted, other)).status, 403);
  assert.equal(store.stored.size, 0);
  const own = { origin: 'https://approvals.example.com' };
  assert.equal((await post('/plans', robin, wanted, own)).status, 201);
});

test('a rejection, a plan that was changed, and nobody who may approve', async (t) => {
  const { post, robin, alex, team, store } = await start(t);
  const { id } = await (await post('/plans', robin, wanted)).json();
  const decide = (token, decision, more) =>
    post(`/plans/${id}/decisions`, token, { decision }, {}, more);
  assert.equal((await decide(alex, 'approve', { APPROVERS: '' })).status, 403);
  assert.equal((await decide(alex, 'approve')).status, 201);
  const sam = await team.tokenOf({ email: 'sam@example.com' });
  assert.equal((await decide(sam, 'reject')).status, 201);
  const rejected = await post(`/plans/${id}/runs`, robin, {});
  assert.equal(rejected.status, 403);
  assert.equal((await rejected.json()).reason, 'rejected');
  const key = `plan:${id}`;
  store.stored.set(key, store.stored.get(key).replace('robin@', 'mallory@'));
  assert.equal((await decide(alex, 'approve')).status, 500);
});

test('wrong requests have a status of their own', async (t) => {
  const { send, post, robin } = await start(t);
  const headers = { 'cf-access-jwt-assertion': robin };
  for (const [path, method, expected] of [
    ['/', 'GET', 404],
    ['/plans', 'GET', 405],
    ['/plans/none', 'GET', 404],
    ['/plans/none/other', 'GET', 404],
    ['/plans/none/runs', 'GET', 405],
    ['/plans/none/runs/more', 'GET', 404],
  ]) {
    assert.equal((await send(path, { method, headers })).status, expected, `${method} ${path}`);
  }
  assert.equal((await post('/plans', robin, '{')).status, 400);
  assert.equal((await post('/plans', robin, 'null')).status, 400);
  assert.equal((await post('/plans', robin, { action: 'offboard', input: {} })).status, 422);
});

test('a body without end is refused, and a page has no side effect', async (t) => {
  const { send, post, robin, alex, store } = await start(t);
  let read = 0;
  const body = new ReadableStream({
    pull(controller) {
      read += 1;
      controller.enqueue(new TextEncoder().encode(' '.repeat(65_536)));
    },
  });
  const headers = { 'content-type': 'application/json', 'cf-access-jwt-assertion': robin };
  const endless = await send('/plans', { method: 'POST', headers, body, duplex: 'half' });
  assert.equal(endless.status, 413);
  assert.ok(read < 10, String(read));
  const { id } = await (await post('/plans', robin, wanted)).json();
  const before = [...store.stored];
  for (const method of ['GET', 'HEAD']) {
    for (const path of [`/plans/${id}`, `/plans/${id}/decisions`, `/plans/${id}/runs`]) {
      await send(path, { method, headers: { 'cf-access-jwt-assertion': alex } });
    }
  }
  assert.deepEqual([...store.stored], before);
});

test('what people write is shown as plain text', async (t) => {
  const { send, post, robin, alex } = await start(t);
  const reason = '<script>alert(1)</script>\u202e';
  const { id } = await (await post('/plans', robin, { ...wanted, reason })).json();
  const shown = await send(`/plans/${id}`, { headers: { 'cf-access-jwt-assertion': alex } });
  assert.match(shown.headers.get('content-type'), /^text\/plain/);
  assert.equal(shown.headers.get('x-content-type-options'), 'nosniff');
  assert.ok(!(await shown.text()).includes('\u202e'));
});

test('a plan of another tenant, and one that has expired, are refused', async (t) => {
  const { post, robin, alex, team, env } = await start(t);
  const { id } = await (await post('/plans', robin, wanted)).json();
  assert.equal((await post(`/plans/${id}/decisions`, alex, { decision: 'approve' })).status, 201);
  t.mock.method(console, 'error', () => {});
  const other = { WORKFRONT_BASE_URL: env.WORKFRONT_BASE_URL.replace('127.0.0.1', 'localhost') };
  const elsewhere = await post(`/plans/${id}/runs`, robin, {}, {}, other);
  assert.deepEqual([elsewhere.status, (await elsewhere.json()).reason], [500, 'otherTenant']);
  const later = Date.now() + 4 * 60 * 60 * 1000 + 61_000;
  t.mock.timers.enable({ apis: ['Date'], now: later });
  const [late, deciding] = await Promise.all(
    ['robin', 'alex'].map((name) =>
      team.tokenOf({ email: `${name}@example.com` }, { exp: Math.floor(later / 1000) + 3600 }),
    ),
  );
  assert.equal((await post(`/plans/${id}/runs`, late, {})).status, 410);
  assert.equal(
    (await post(`/plans/${id}/decisions`, deciding, { decision: 'approve' })).status,
    410,
  );
});

test('a receipt that can’t be stored is in the response', async (t) => {
  const { post, robin, alex, store } = await start(t);
  t.mock.method(console, 'error', () => {});
  const { id } = await (await post('/plans', robin, wanted)).json();
  await post(`/plans/${id}/decisions`, alex, { decision: 'approve' });
  const { putIfAbsent } = store;
  store.putIfAbsent = async (key, value) => {
    if (key.startsWith('receipt:')) throw new Error('D1 is away');
    return putIfAbsent(key, value);
  };
  const response = await post(`/plans/${id}/runs`, robin, {});
  const { complete, receipt, message } = await response.json();
  assert.deepEqual([response.status, complete], [200, true]);
  assert.match(message, /keep it/);
  assert.equal(receipt.split('.').length, 3);
});

test('each kind of error has a status: the caller is not blamed for the connection', () => {
  for (const [error, expected] of [
    [{ kind: 'validation' }, 422],
    [{ kind: 'unauthorized' }, 502],
    [{ kind: 'forbidden' }, 502],
    [{ kind: 'forbidden', reason: 'administrator' }, 403],
    [{ kind: 'notApproved', reason: 'expired' }, 410],
    [{ kind: 'notApproved', reason: 'alreadyApplied' }, 409],
    [{ kind: 'notApproved', reason: 'wrongSignature' }, 500],
    [{ kind: 'outcomeUnknown' }, 504],
    [{ kind: 'internal' }, 500],
  ]) {
    assert.equal(statusOf(error), expected, JSON.stringify(error));
  }
});

test('the worker that is deployed keeps its plans in D1', async (t) => {
  const { env, robin } = await start(t);
  const statements = [];
  const DB = {
    prepare: (sql) => ({
      bind: (...values) => {
        statements.push([sql, values]);
        return {
          first: async () => null,
          all: async () => ({ results: [{ value: 'a' }] }),
          run: async () => ({ meta: { changes: 1 } }),
        };
      },
    }),
  };
  const request = new Request('https://approvals.example.com/plans', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-access-jwt-assertion': robin },
    body: JSON.stringify(wanted),
  });
  assert.equal((await approvals.fetch(request, { ...env, DB })).status, 201);
  const [[sql, [key]]] = statements;
  assert.match(sql, /^INSERT OR IGNORE/);
  assert.match(key, /^plan:/);
  assert.deepEqual(await d1Store(DB).list('decision:a:'), ['a']);
  assert.deepEqual(statements.at(-1)[1], ['decision:a:', 'decision:a;']);
});
