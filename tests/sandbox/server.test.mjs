// The sandbox over HTTP, and as a `fetch`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { createSandbox } from 'workfront-actions/sandbox';
import { serveSandbox } from 'workfront-actions/sandbox/server';

async function serve(t, options) {
  const tenant = await serveSandbox({ people: 40, ...options });
  t.after(() => tenant.close());
  return tenant;
}

const search = '/attask/api/v18.0/user/search?fields=emailAddr&$$LIMIT=3&ID_Sort=asc';

test('the server listens on a free port and accepts each credential', async (t) => {
  const { url, apiKey, accessToken, sessionID } = await serve(t);
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  for (const headers of [{ apiKey }, { authorization: `Bearer ${accessToken}` }, { sessionID }]) {
    const response = await fetch(`${url}${search}`, { headers });
    assert.equal(response.status, 200);
    assert.equal((await response.json()).data.length, 3);
  }
  assert.equal((await fetch(`${url}${search}`)).status, 401);
});

test('requests are recorded', async (t) => {
  const { url, apiKey, sandbox } = await serve(t);
  const body = JSON.stringify({ title: 'x' });
  await fetch(`${url}/attask/api/v18.0/user/nobody`, { method: 'PUT', headers: { apiKey }, body });
  const [request] = sandbox.requests();
  assert.deepEqual(
    [request.method, request.url, request.body],
    ['PUT', '/attask/api/v18.0/user/nobody', body],
  );
  sandbox.clearRequests();
  assert.equal(sandbox.requests().length, 0);
});

test('faults take effect on the socket', async (t) => {
  const { url, apiKey, sandbox } = await serve(t);
  const get = () => fetch(`${url}${search}`, { headers: { apiKey } });
  sandbox.script([{ effect: { type: 'dropBeforeCommit' } }]);
  await assert.rejects(get(), TypeError);
  sandbox.script([{ effect: { type: 'truncated' } }]);
  await assert.rejects(
    get().then((response) => response.text()),
    TypeError,
  );
  sandbox.script([{ effect: { type: 'html', status: 503 } }]);
  const page = await get();
  assert.equal(page.status, 503);
  assert.match(await page.text(), /^<HTML>/);
  sandbox.script([{ effect: { type: 'status', status: 429, retryAfter: '7' } }]);
  assert.equal((await get()).headers.get('retry-after'), '7');
  assert.throws(() => sandbox.script([{ effect: { type: 'nonsense' } }]), /nonsense/);
  sandbox.script([]);
  assert.equal((await get()).status, 200);
});

test('fetch supports delays, faults and cancellation', async () => {
  const sandbox = await createSandbox({ people: 5 });
  const wf = await createPlugin({
    baseUrl: sandbox.baseUrl,
    credentials: { type: 'apiKey', apiKey: sandbox.apiKey },
    fetch: sandbox.fetch,
  });
  const { users } = await wf.search({ fields: ['ID', 'emailAddr'] });
  assert.equal(users.length, 5);
  const controller = new AbortController();
  sandbox.script([{ effect: { type: 'slow', ms: 60_000 } }]);
  const call = wf.search({}, { signal: controller.signal });
  setImmediate(() => controller.abort());
  await assert.rejects(call, { kind: 'cancelled' });
  sandbox.script([{ effect: { type: 'truncated' } }]);
  const headers = { apiKey: sandbox.apiKey };
  const cut = sandbox.fetch(`${sandbox.baseUrl}${search}`, { headers });
  await assert.rejects(
    cut.then((response) => response.text()),
    TypeError,
  );
  sandbox.close();
});

test('unknown options are rejected', async () => {
  await assert.rejects(createSandbox({ peeple: 3 }), /peeple/);
  await assert.rejects(serveSandbox({ peeple: 3 }), /peeple/);
  const sandbox = await createSandbox({
    people: 3,
    users: [{ ID: 'own', lastName: 'Own', emailAddr: 'own@example.com' }],
  });
  assert.throws(() => sandbox.configure({ people: 4 }), /people/);
  sandbox.configure({ users: [{ ID: 'own', title: 'Lead' }] });
  const own = sandbox.snapshot().users.find(({ ID }) => ID === 'own');
  assert.deepEqual([own.title, own.emailAddr], ['Lead', 'own@example.com']);
});
