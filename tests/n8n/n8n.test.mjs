// A real n8n executes workflows with the node, fills its dropdowns and tests its credential.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import manifest from '../../js/generated/full-manifest.mjs';
import { serveSandbox } from '../../js/sandbox/server.mjs';
import { expected, steps, tenant } from '../hosts/scenario.mjs';
import { until } from '../lib/until.mjs';
import { n8n, prepareN8n } from './lib/n8n.mjs';
import { owner, signIn } from './lib/owner.mjs';

const dist = fileURLToPath(new URL('../../adapters/n8n/dist', import.meta.url));

/** Parameters as n8n's forms store them. */
function parametersOf(action, input) {
  const { group, fields } = manifest.actions.find(({ key }) => key === action);
  const basicFields = {};
  const additionalFields = {};
  for (const { name, advanced, choices } of fields) {
    if (!(name in input)) continue;
    const value = input[name];
    const text =
      Array.isArray(value) && value.every((one) => typeof one === 'string')
        ? value.join(',')
        : value;
    const plain = typeof text === 'object' ? JSON.stringify(text) : String(text);
    const isLocator = choices?.search && !Array.isArray(value);
    (advanced ? additionalFields : basicFields)[name] = isLocator
      ? { __rl: true, mode: 'id', value: plain }
      : plain;
  }
  const resource = group.toLowerCase().replace(/[^a-z]/g, '');
  return { resource, operation: action, ...basicFields, additionalFields };
}

const credential = { id: 'workfront1', name: 'Sandbox' };

/** A workflow that runs the steps in sequence. */
function workflowOf() {
  const nodes = [
    {
      id: 'start',
      name: 'Start',
      type: 'n8n-nodes-base.manualTrigger',
      typeVersion: 1,
      parameters: {},
    },
  ];
  const connections = {};
  for (const [name, action, input] of steps) {
    connections[nodes.at(-1).name] = { main: [[{ node: name, type: 'main', index: 0 }]] };
    nodes.push({
      id: name,
      name,
      type: 'n8n-nodes-workfront-actions.workfront',
      typeVersion: 1,
      parameters: parametersOf(action, input),
      credentials: { workfrontApi: credential },
      onError: 'continueRegularOutput',
    });
  }
  const placed = nodes.map((node, index) => ({ ...node, position: [index * 200, 0] }));
  return { id: 'play1', name: 'Play', nodes: placed, connections, settings: {}, active: false };
}

async function start(t) {
  const served = await serveSandbox(tenant);
  t.after(() => served.close());
  const place = prepareN8n(t, dist);
  const { file } = place;
  const data = { baseUrl: served.url, type: 'apiKey', apiKey: served.apiKey };
  const credentials = file('credentials.json', [{ ...credential, type: 'workfrontApi', data }]);
  await n8n(place, 'import:credentials', `--input=${credentials}`);
  await n8n(place, 'import:workflow', `--input=${file('workflow.json', [workflowOf()])}`);
  return { place, data, sandbox: Object.assign(served.sandbox, { served }) };
}

test('n8n executes every action', async (t) => {
  const { place } = await start(t);
  const output = await n8n(place, 'execute', '--id=play1', '--rawOutput');
  const { runData } = JSON.parse(output.slice(output.indexOf('{'))).data.resultData;
  const results = Object.fromEntries(
    steps.map(([name, , , pick]) => {
      const { json } = runData[name][0].data.main[0][0];
      return [name, json.details ? { error: json.details.kind } : pick(json)];
    }),
  );
  assert.deepEqual(results, expected);
});

test('n8n executes the example', async (t) => {
  const { place, sandbox } = await start(t);
  const example = JSON.parse(readFileSync(new URL('../../examples/n8n.json', import.meta.url)));
  await n8n(place, 'import:workflow', `--input=${place.file('example.json', [example])}`);
  const output = await n8n(place, 'execute', '--id=leavers1', '--rawOutput');
  assert.match(output, /"outcome": "deactivated"/);
  const leavers = sandbox.snapshot().groups.find(({ name }) => name === 'Leavers').ID;
  const left = sandbox.snapshot().users.filter(({ homeGroupID }) => homeGroupID === leavers);
  assert.ok(left.length > 0 && left.every(({ isActive }) => !isActive));
});

/** A workflow that starts with events, and one that polls for changes. */
const triggered = (type, parameters) => ({
  id: type,
  name: type,
  active: true,
  settings: {},
  nodes: [
    {
      id: 'trigger',
      name: 'Trigger',
      type: `n8n-nodes-workfront-actions.${type}`,
      typeVersion: 1,
      position: [0, 0],
      webhookId: '4f5e1a52-8f6c-4a0e-9d2b-0c1d2e3f4a5b',
      parameters,
      credentials: { workfrontApi: credential },
    },
  ],
  connections: {},
});

test('n8n’s trigger subscribes, receives events and unsubscribes', async (t) => {
  const { place, sandbox } = await start(t);
  const workflow = triggered('workfrontTrigger', { events: ['USER_UPDATE'], transitions: [] });
  await n8n(place, 'import:workflow', `--input=${place.file('trigger.json', [workflow])}`);
  const { url: ownUrl, ask, log } = await signIn(t, place);
  const [{ versionId }] = [await ask('/workflows/workfrontTrigger', undefined, 'GET')];
  await ask('/workflows/workfrontTrigger/activate', { versionId });
  const { url, apiKey } = sandbox.served;
  const listed = async () => {
    const path = '/attask/eventsubscription/api/v1/subscriptions';
    return (await (await fetch(url + path, { headers: { apiKey } })).json()).subscriptions;
  };
  // n8n starts and stops workflows after its response.
  const [subscription] = await until(async () => {
    const all = await listed();
    return all.length > 0 && all;
  }, log);
  assert.equal(subscription.eventType, 'UPDATE');
  assert.ok(subscription.url.startsWith(`${ownUrl}/`));
  const foreign = await fetch(subscription.url, { method: 'POST', body: '{}' });
  assert.equal(foreign.status, 401);
  const headers = { apiKey, 'content-type': 'application/json' };
  const body = JSON.stringify({ isActive: false });
  await fetch(`${url}/attask/api/v18.0/user/ann`, { method: 'PUT', headers, body });
  const succeeded = '/executions?filter=%7B%22status%22%3A%5B%22success%22%5D%7D';
  const { id } = await until(async () => (await ask(succeeded, undefined, 'GET')).results[0], log);
  const { data } = await ask(`/executions/${id}`, undefined, 'GET');
  assert.match(data, /deactivated/);
  await ask('/workflows/workfrontTrigger/deactivate', {});
  await until(async () => (await listed()).length === 0, log);
});

test('n8n fills dropdowns and tests the credential', async (t) => {
  const { place, data } = await start(t);
  const { url, ask } = await signIn(t, place);
  const owned = await ask('/credentials', { name: 'Own', type: 'workfrontApi', data });
  const nodeTypeAndVersion = { name: 'n8n-nodes-workfront-actions.workfront', version: 1 };
  const common = {
    nodeTypeAndVersion,
    path: 'parameters.homeGroupID',
    currentNodeParameters: parametersOf('create', {}),
    credentials: { workfrontApi: { id: owned.id, name: owned.name } },
  };
  const groups = await ask('/dynamic-node-parameters/options', {
    ...common,
    methodName: 'choices_lookup_group',
  });
  assert.ok(
    groups.some(({ name }) => name === 'Marketing'),
    JSON.stringify(groups),
  );
  const people = await ask('/dynamic-node-parameters/resource-locator-results', {
    ...common,
    path: 'parameters.ID',
    methodName: 'choices_search_users',
    filter: 'ann@ex',
  });
  assert.deepEqual(
    people.results.map(({ value }) => value),
    ['ann'],
  );
  const tested = await ask('/credentials/test', {
    credentials: { id: owned.id, name: 'Own', type: 'workfrontApi', data },
  });
  assert.equal(tested.status, 'OK', tested.message);
  const refused = await ask('/credentials/test', {
    credentials: {
      id: owned.id,
      name: 'Own',
      type: 'workfrontApi',
      data: { ...data, apiKey: 'wrong-key' },
    },
  });
  assert.equal(refused.status, 'Error');
  assert.ok(!refused.message.includes('wrong-key'));
  if (process.env.PICTURES) await takePicture(url);
});

/** The node's form, as n8n shows it. */
async function takePicture(url) {
  const { chromium } = await import('../hosts/node_modules/playwright-core/index.mjs');
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}/signin`);
  await page.fill('input[name=emailOrLdapLoginId]', owner.email);
  await page.fill('input[name=password]', owner.password);
  await page.click('button:has-text("Sign in")');
  await page.waitForURL(/home|workflow/);
  await page.goto(`${url}/workflow/play1/create`);
  await page.waitForTimeout(8000);
  await page.screenshot({
    path: fileURLToPath(new URL('../../adapters/n8n/form.png', import.meta.url)),
  });
  await browser.close();
}
