// Node-RED: a real server, with flows deployed through its admin API.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { until } from '../../tests/lib/until.mjs';
import { inHosts, missing, same, serve } from '../../tests/hosts/lib/host.mjs';
import { hasBrowser, openPage } from '../../tests/hosts/lib/browser.mjs';
import { connectionOf, inputOf } from 'workfront-actions/adapters';
import manifest from 'workfront-actions/manifest';
import { asText, connections, filledIn } from '../../tests/hosts/lib/forms.mjs';
import { deploy, startNodeRed } from '../../tests/hosts/lib/node-red.mjs';
import { madeUp } from '../../tests/hosts/made-up.mjs';
import { play } from '../../tests/hosts/scenario.mjs';

const set = (to, from) => ({ t: 'set', p: to, pt: 'msg', to: from, tot: 'msg' });
// Without a place, it would be taken for a configuration.
const place = { z: 'flow', x: 0, y: 0 };
const node = (id, type, more, ...wires) => ({ id, type, ...place, ...more, wires });

/** POST /play runs an action; POST /workfront-events/users receives events, and GET /events returns all of them. */
const flows = (publicUrl) => [
  { id: 'flow', type: 'tab', label: 'Workfront' },
  { id: 'tenant', type: 'workfront-tenant', name: 'Sandbox' },
  node('in', 'http in', { url: '/play', method: 'post' }, ['split']),
  node(
    'split',
    'change',
    { rules: [set('action', 'payload.action'), set('payload', 'payload.input')] },
    ['act'],
  ),
  node('act', 'workfront-action', { tenant: 'tenant', action: 'search', values: {} }, ['out']),
  node('catch', 'catch', { scope: ['act'] }, ['failed']),
  node(
    'failed',
    'change',
    {
      rules: [
        set('payload', 'workfrontError'),
        { t: 'set', p: 'statusCode', pt: 'msg', to: '500', tot: 'num' },
      ],
    },
    ['out'],
  ),
  node('out', 'http response', {}),
  node('fixed-in', 'http in', { url: '/fixed', method: 'post' }, ['empty']),
  node('empty', 'change', { rules: [{ t: 'delete', p: 'payload', pt: 'msg' }] }, ['fixed']),
  node(
    'fixed',
    'workfront-action',
    {
      tenant: 'tenant',
      action: 'search',
      values: {
        fields: 'name, emailAddr',
        limit: '2',
        filters: '[{"field":"lastName","value":"Lee"}]',
      },
    },
    ['out'],
  ),
  node(
    'events',
    'workfront-event-in',
    {
      tenant: 'tenant',
      baseUrl: publicUrl,
      path: 'users',
      events: ['USER_UPDATE'],
      transitions: ['deactivated'],
    },
    ['keep'],
  ),
  node('keep', 'function', {
    func: "flow.set('events', [...(flow.get('events') ?? []), msg.payload]);",
  }),
  node('ask', 'http in', { url: '/events', method: 'get' }, ['recall']),
  node(
    'recall',
    'change',
    { rules: [{ t: 'set', p: 'payload', pt: 'msg', to: 'events', tot: 'flow' }] },
    ['out'],
  ),
];

async function start(t) {
  const tenant = await serve(t);
  const red = await startNodeRed(t);
  const credentials = {
    tenant: { baseUrl: tenant.url, type: 'apiKey', apiKey: tenant.apiKey },
    events: { authToken: 'a-long-random-secret' },
  };
  await deploy(red, flows(red.url), credentials);
  // The node subscribes after it has started.
  const subscriptions = `${tenant.url}/attask/eventsubscription/api/v1/subscriptions`;
  const headers = { apiKey: tenant.apiKey };
  await until(
    async () => (await (await fetch(subscriptions, { headers })).json()).subscriptions.length > 0,
    red.log,
  );
  const post = async (path, body) => {
    const response = await fetch(`${red.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json = await response.json();
    if (!response.ok) throw json;
    return json;
  };
  return { ...tenant, red, post };
}

const isOfAnn = ({ userID }) => userID === 'ann';

test('Node-RED', async (t) => {
  const { red, post, sandbox, apiKey } = await start(t);

  await t.test('Node-RED: every action runs in a flow', async () => {
    same(await play((action, input) => post('/play', { action, input })));
  });

  await t.test(
    'Node-RED: values of the form are strings, and are converted to the fields’ types',
    async () => {
      const { users } = await post('/fixed', {});
      assert.deepEqual(
        users.map(({ name }) => name),
        ['Ann Lee'],
      );
    },
  );

  await t.test('Node-RED: the editor gets its forms and choices', async () => {
    const get = async (path) => (await fetch(`${red.url}${path}`)).json();
    const { actions, connection } = await get('/workfront-actions/forms');
    assert.ok(actions.length >= 23 && connection.some(({ name }) => name === 'type'));
    const groups = await get('/workfront-actions/tenant/choices/create/homeGroupID');
    assert.ok(groups.some(({ label }) => label === 'Marketing'));
    const people = await get('/workfront-actions/tenant/choices/get/ID?typed=lee');
    assert.ok(people.some(({ value }) => value === 'ann'));
    const tested = await fetch(`${red.url}/workfront-actions/tenant/test`, { method: 'POST' });
    assert.equal((await tested.json()).isAdmin, true);
  });

  await t.test('Node-RED: events arrive as messages', async () => {
    await post('/play', { action: 'reactivate', input: { ID: 'ann', accessLevel: 'Standard' } });
    await post('/play', { action: 'deactivate', input: { ID: 'ann' } });
    const received = async () => {
      const text = await (await fetch(`${red.url}/events`)).text();
      return text === '' ? [] : JSON.parse(text);
    };
    // The first is of the actions before.
    const event = await until(async () => (await received()).filter(isOfAnn)[1], red.log);
    assert.deepEqual(event.transitions, ['deactivated']);
    const foreign = await fetch(`${red.url}/workfront-events/users`, {
      method: 'POST',
      body: '{}',
    });
    assert.equal(foreign.status, 401);
    assert.ok(sandbox.requests().length > 0);
  });

  await t.test('Node-RED: credentials are in no flow and no log', async () => {
    const all = await (await fetch(`${red.url}/flows`)).text();
    assert.ok(!all.includes(apiKey) && !red.log().includes(apiKey));
  });
});

test(
  'Node-RED: the editor shows a form from the manifest',
  { skip: missing('Node-RED’s editor', hasBrowser()) },
  async (t) => {
    const { red } = await start(t);
    const { page, problems } = await openPage(t);
    await page.goto(red.url);
    await page.waitForFunction(() => globalThis.RED?.nodes?.node('act'));
    await page.evaluate(() => {
      RED.nodes.node('act').action = 'create';

      RED.editor.edit(RED.nodes.node('act'));
    });
    await page.waitForSelector('#workfront-field-emailAddr');
    await page.fill('#workfront-field-emailAddr', 'jane.doe@example.com');
    await page.focus('#workfront-field-homeGroupID');
    await page.waitForFunction(
      () => document.querySelectorAll('#workfront-field-homeGroupID-choices option').length > 3,
    );
    if (process.env.PICTURES) {
      // For the editor's animations.
      await page.waitForTimeout(500);
      await page.screenshot({ path: inHosts('../../adapters/node-red/form.png') });
    }
    await page.click('#node-dialog-ok');
    const values = await page.evaluate(() => RED.nodes.node('act').values);
    assert.deepEqual(values, { emailAddr: 'jane.doe@example.com' });
    assert.deepEqual(problems, []);
  },
);

test(
  'Node-RED: a form that nobody has touched stores only what was filled in',
  { skip: missing('Node-RED’s editor', hasBrowser()) },
  async (t) => {
    const { red } = await start(t);
    const { page, problems } = await openPage(t);
    await page.goto(red.url);
    await page.waitForFunction(() => globalThis.RED?.nodes?.node('act'));
    const booleans = [];
    for (const action of manifest.actions) {
      const filled = filledIn(action);
      const texts = Object.entries(filled).map(([name, value]) => [name, asText(value)]);
      const stored = await page.evaluate(storedByEditor, { key: action.key, texts });
      assert.deepEqual(stored.values, Object.fromEntries(texts), action.key);
      assert.deepEqual(inputOf(action, stored.values), filled, action.key);
      booleans.push(...stored.booleans);
      if (action.hints.destructive) assert.match(stored.text, /Changes or removes data\./);
    }
    assert.ok(booleans.length > 10);
    for (const choices of booleans) assert.deepEqual(choices, ['', 'true', 'false']);
    assert.deepEqual(problems, []);
  },
);

/** In the editor: opens the form of an action, fills in these values, and saves it. */
function storedByEditor({ key, texts }) {
  const { $, RED } = globalThis;
  const node = RED.nodes.node('act');
  const { oneditprepare, oneditsave } = node._def;
  const form = $('<form>').appendTo(document.body);
  form.html($('script[data-template-name="workfront-action"]').html());
  Object.assign(node, { action: key, values: {} });
  oneditprepare.call(node);
  for (const [name, value] of texts) $(`#workfront-field-${name}`).val(value);
  oneditsave.call(node);
  const choices = (select) => [...select.options].map(({ value }) => value);
  const isBoolean = (select) => choices(select).includes('false');
  const booleans = [...form[0].querySelectorAll('select')].filter(isBoolean).map(choices);
  const text = $('#workfront-description').text();
  form.remove();
  return { values: node.values, booleans, text };
}

test('Node-RED: a connection has only what was filled in', () => {
  for (const { values, options } of connections) {
    // The editor stores an empty text for a credential that nobody has touched.
    const { options: own, credentials } = manifest.connection;
    const names = [...own, ...credentials.flatMap(({ fields }) => fields)].map(({ name }) => name);
    const untouched = Object.fromEntries(names.map((name) => [name, '']));
    assert.deepEqual(connectionOf(manifest, { ...untouched, ...values }), options);
  }
});

test('Node-RED: a new action is offered without an edit', async (t) => {
  const program = `
    const { registerNodes } = require('workfront-actions/node-red');
    const manifest = require('workfront-actions/manifest');
    const made = ${JSON.stringify(madeUp)};
    const run = async (action, { times }) => ({ greeting: Array(times).fill('Hello!').join(' ') });
    module.exports = (RED) => registerNodes(RED, {
      manifest: { ...manifest, actions: [...manifest.actions, made] },
      createPlugin: async () => ({ run, close() {}, ensureSubscriptions: async () => ({ ok: true, report: [] }) }),
    });`;
  const red = await startNodeRed(t, program);
  await deploy(red, flows(red.url), {});
  const response = await fetch(`${red.url}/play`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'greet', input: { times: '2' } }),
  });
  assert.equal((await response.json()).greeting, 'Hello! Hello!');
  const { actions } = await (await fetch(`${red.url}/workfront-actions/forms`)).json();
  assert.ok(actions.some(({ key }) => key === 'greet'));
});

test('Node-RED: the example flow offboards leavers', async (t) => {
  const tenant = await serve(t, { people: 60 });
  const red = await startNodeRed(t);
  const example = JSON.parse(readFileSync(inHosts('../../examples/node-red.json'), 'utf8'));
  const { url: baseUrl, apiKey } = tenant;
  await deploy(red, example, { tenant: { baseUrl, type: 'apiKey', apiKey } });
  const response = await fetch(`${red.url}/leavers`, { method: 'POST' });
  const { counts } = await response.json();
  assert.ok(counts.deactivated > 3, JSON.stringify(counts));
});

test('Node-RED: the example flow applies what somebody approves, once', async (t) => {
  const tenant = await serve(t, { people: 60 });
  const red = await startNodeRed(t);
  const file = inHosts('../../examples/node-red-approval.json');
  const example = JSON.parse(readFileSync(file, 'utf8'));
  const { url: baseUrl, apiKey, sandbox } = tenant;
  const key = 'a-key-for-tests-of-more-than-32-bytes';
  const credentials = {
    ...{ baseUrl, type: 'apiKey', apiKey },
    planKeys: JSON.stringify({ current: 'k-1', keys: { 'k-1': key } }),
    approvalRules: '{"approvers":0}',
  };
  await deploy(red, example, { tenant: credentials });
  const active = () => {
    const { groups, users } = sandbox.snapshot();
    const { ID } = groups.find(({ name }) => name === 'Leavers');
    return users.filter((user) => user.homeGroupID === ID && user.isActive).length;
  };
  const send = (path, init) => fetch(`${red.url}${path}`, init);
  const ask = async () => (await send('/leavers', { method: 'POST' })).json();
  const decide = (approval, decision, origin = red.url) =>
    send(approval, {
      method: 'POST',
      headers: { ...(origin && { origin }) },
      body: new URLSearchParams({ decision }),
    });
  const before = active();
  assert.ok(before > 3);

  const { approval, counts } = await ask();
  assert.equal(counts.deactivate, before);
  const page = await send(approval);
  assert.match(page.headers.get('content-security-policy'), /form-action 'self'/);
  const text = await page.text();
  assert.match(text, /Leavers/);
  assert.match(text, /<form method="post">/);
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const other = await decide(approval, 'approve', origin ?? '');
    assert.equal(other.status, 403, String(origin));
  }
  assert.equal((await decide(approval, 'perhaps')).status, 422);
  assert.equal((await decide(approval, 'reject')).status, 200);
  assert.equal((await decide(approval, 'approve')).status, 404);
  assert.equal((await send(approval)).status, 404);
  assert.equal(active(), before);

  const { approval: second } = await ask();
  const applied = await decide(second, 'approve');
  const { complete, counts: done } = await applied.json();
  assert.deepEqual([applied.status, complete, done.applied], [200, true, before]);
  assert.equal(active(), 0);
  assert.equal((await decide(second, 'approve')).status, 404);
  assert.equal((await send('/approvals/__proto__')).status, 404);
  assert.ok(!red.log().includes(key));
});

test('Node-RED: a plan is applied once, also after the flow was deployed again', async (t) => {
  const tenant = await serve(t, { people: 20 });
  const red = await startNodeRed(t);
  const { url: baseUrl, apiKey, sandbox } = tenant;
  const planKeys = '{"current":"k-1","keys":{"k-1":"a-key-for-tests-of-more-than-32-bytes"}}';
  const credentials = { baseUrl, type: 'apiKey', apiKey, planKeys, maxPeople: '5' };
  await deploy(red, flows(), { tenant: credentials });
  const run = async (action, input) => {
    const response = await fetch(`${red.url}/play`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action, input }),
    });
    return response.json();
  };
  const planned = { action: 'update', input: { ID: 'ann', changes: { title: 'New' } } };
  const { plan } = await run('plan', planned);
  const { complete, notes } = await run('apply', { plan });
  assert.deepEqual([complete, notes], [true, []]);
  const { reason } = await run('apply', { plan });
  assert.equal(reason, 'alreadyApplied');
  // Deployed again, the flow still knows it.
  await deploy(red, flows(), { tenant: { ...credentials, maxPeople: '6' } });
  await red.started(3);
  const again = await run('apply', { plan });
  assert.equal(again.reason, 'alreadyApplied', JSON.stringify(again));
  assert.equal(sandbox.snapshot().users.find(({ ID }) => ID === 'ann').title, 'New');
});
