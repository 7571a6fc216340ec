// Zapier: the platform's own schema and app tester.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { validateAppDefinition } from 'zapier-platform-schema';
import manifest from 'workfront-actions/manifest';
import { createZapierApp } from 'workfront-actions/zapier';
import { inHosts, inPlace, same, serve } from '../../tests/hosts/lib/host.mjs';
import {
  asText,
  checkActions,
  checkBooleans,
  connections,
  recording,
} from '../../tests/hosts/lib/forms.mjs';
import { receive } from '../../tests/hosts/lib/receiver.mjs';
import * as made from '../../tests/hosts/made-up.mjs';
import { play } from '../../tests/hosts/scenario.mjs';

// As Zapier's own templates run their tests: without it, the platform prints its use of memory for each step.
process.env.NODE_ENV = 'test';
const { default: zapier } = await import('zapier-platform-core');

const versions = { version: '0.1.0', platformVersion: zapier.version };
const tester = (app) => zapier.createAppTester(app, { customStoreKey: 'test' });

/** An input as a Zap's editor sends it: strings, lists, and JSON as a string. */
function typed(action, input) {
  const { fields } = manifest.actions.find(({ key }) => key === action);
  assert.ok(fields);
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      value !== null && typeof value === 'object' && !isStrings(value)
        ? JSON.stringify(value)
        : value,
    ]),
  );
}

const isStrings = (value) => Array.isArray(value) && value.every((one) => typeof one === 'string');

async function start(t, options) {
  const { url, apiKey } = await serve(t, options);
  const app = createZapierApp(versions);
  const authData = { baseUrl: url, type: 'apiKey', apiKey };
  return { url, app, authData, run: tester(app) };
}

test('Zapier: the app passes the platform’s schema', () => {
  for (const app of [
    createZapierApp(versions),
    createZapierApp({ ...versions, manifest: made.withMadeUp }),
  ]) {
    const { errors } = validateAppDefinition(JSON.parse(JSON.stringify(app, functionsAsStrings)));
    assert.deepEqual(
      errors.map(({ stack }) => stack),
      [],
    );
  }
});

const functionsAsStrings = (_, value) => (typeof value === 'function' ? '$func$2$f$' : value);

test('Zapier: every action as a create or a search', async (t) => {
  const { app, authData, run } = await start(t);
  const results = await play(async (action, input) => {
    const step = app.creates[action] ?? app.searches[action];
    const bundle = { authData, inputData: typed(action, input) };
    const output = await run(step.operation.perform, bundle).catch((error) => {
      const { code } = JSON.parse(error.message);
      throw Object.assign(error, { kind: code });
    });
    return Array.isArray(output) ? output[0] : output;
  });
  same(results);
});

/** The editor leaves out what nobody has touched; a field that was emptied again may be stored as an empty value. */
const fillings = [() => undefined, () => '', () => null];

const valuesOf = (inputFields, empty) =>
  Object.fromEntries(
    inputFields.map(({ key, list }) => {
      const value = empty();
      return [key, list && value === '' ? [] : value];
    }),
  );

const textsOf = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asText(value)]));

const stepOf = (app, key) => (app.creates[key] ?? app.searches[key]).operation;

test('Zapier: a form that nobody has touched sends only what was filled in', async () => {
  const { runs, createPlugin } = recording();
  const app = createZapierApp({ ...versions, createPlugin });
  const run = tester(app);
  for (const empty of fillings) {
    await checkActions(runs, ({ key }, filled) => {
      const { perform, inputFields } = stepOf(app, key);
      for (const { type, default: preset } of inputFields) {
        assert.ok(type !== 'boolean' || preset === undefined, 'a boolean has no preset');
      }
      const inputData = { ...valuesOf(inputFields, empty), ...textsOf(filled) };
      return run(perform, { authData: {}, inputData });
    });
  }
});

test('Zapier: a connection has only what was filled in', async () => {
  const { opened, createPlugin } = recording();
  const app = createZapierApp({ ...versions, createPlugin });
  for (const { values, options } of connections) {
    for (const empty of fillings) {
      opened.length = 0;
      const authData = { ...valuesOf(app.authentication.fields, empty), ...values };
      await tester(app)(app.authentication.test, { authData });
      assert.deepEqual(opened, [options]);
    }
  }
});

test('Zapier: a boolean is yes, no or not set', async () => {
  const { runs, createPlugin } = recording();
  const app = createZapierApp({ ...versions, createPlugin });
  const run = tester(app);
  for (const stored of [(value) => value, String]) {
    await checkBooleans(runs, ({ key }, filled, name, value) => {
      const inputData = { ...textsOf(filled), [name]: stored(value) };
      return run(stepOf(app, key).perform, { authData: {}, inputData });
    });
  }
});

test('Zapier: people see what an action does', () => {
  const { creates, searches } = createZapierApp(versions);
  assert.match(creates.offboard.display.description, /Changes or removes data\./);
  assert.match(creates.create.display.description, /Adds data\./);
  assert.match(searches.search.display.description, /Only reads\./);
});

test('Zapier: a credential that fails its test is an expired connection', async (t) => {
  const { app, authData, run } = await start(t);
  const good = await run(app.authentication.test, { authData });
  assert.equal(good.isAdmin, true);
  await assert.rejects(
    run(app.authentication.test, { authData: { ...authData, apiKey: 'wrong-key' } }),
    {
      name: 'ExpiredAuthError',
    },
  );
});

test('Zapier: choices come from the tenant', async (t) => {
  const { app, authData, run } = await start(t);
  const field = app.creates.create.operation.inputFields.find(({ key }) => key === 'homeGroupID');
  const [trigger, value, label] = field.dynamic.split('.');
  const found = await run(app.triggers[trigger].operation.perform, { authData });
  const marketing = found.find((one) => one[label] === 'Marketing');
  assert.ok(marketing[value]);
});

test('Zapier: REST hooks subscribe, receive and unsubscribe', async (t) => {
  const { app, authData, run } = await start(t);
  const receiver = await receive(t);
  const { operation } = app.triggers.userEvents;
  const inputData = { events: ['USER_UPDATE'], transitions: ['deactivated'] };
  const targetUrl = receiver.url;
  const subscribeData = await run(operation.performSubscribe, { authData, inputData, targetUrl });
  await run(app.creates.deactivate.operation.perform, { authData, inputData: { ID: 'ann' } });
  const sent = await receiver.first();
  const perform = (headers) =>
    run(operation.perform, {
      authData,
      inputData,
      subscribeData,
      rawRequest: { headers, content: sent.body },
      cleanedRequest: JSON.parse(sent.body),
    });
  const [event] = await perform({ 'Http-Authorization': sent.headers.authorization });
  assert.deepEqual([event.userID, event.transitions], ['ann', ['deactivated']]);
  await assert.rejects(perform({ 'Http-Authorization': 'Bearer other' }));
  await run(operation.performUnsubscribe, { authData, inputData, subscribeData });
  const left = await run(app.searches.subscriptions.operation.perform, { authData, inputData: {} });
  assert.equal(left[0].totalCount, 0);
});

test('Zapier: each polled change has its own id', async (t) => {
  const { app, authData, run } = await start(t);
  await run(app.creates.update.operation.perform, {
    authData,
    inputData: { ID: 'ann', changes: '{"title":"Lead"}' },
  });
  const [user] = await run(app.triggers.usersChanged.operation.perform, { authData });
  assert.match(user.id, /^ann:/);
});

test('Zapier: a new action is offered without an edit', async () => {
  const app = createZapierApp({
    ...versions,
    manifest: made.withMadeUp,
    createPlugin: made.createPlugin,
  });
  const { perform, inputFields } = app.creates.greet.operation;
  assert.deepEqual(
    inputFields.map(({ key, type }) => [key, type]),
    [
      ['times', 'number'],
      ['tone', 'string'],
    ],
  );
  const output = await tester(app)(perform, { inputData: { times: '2' }, authData: {} });
  assert.equal(output.greeting, 'Hello! Hello!');
});

test('Zapier: the app’s package is what the platform loads', () => {
  const app = createRequire(import.meta.url)(inPlace('zapier'));
  assert.ok(app.creates.create && app.triggers.userEvents);
  assert.equal(app.platformVersion, zapier.version);
});

test('Zapier: the app’s build includes the WebAssembly', () => {
  const { includeInBuild } = JSON.parse(readFileSync(`${inPlace('zapier')}/.zapierapprc`, 'utf8'));
  for (const name of ['module.wasm', 'plans.wasm']) {
    const file = createRequire(inHosts('package.json')).resolve(`workfront-actions/${name}`);
    assert.ok(includeInBuild.some((pattern) => new RegExp(pattern).test(file)));
  }
});
