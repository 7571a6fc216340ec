// Activepieces: the piece through the platform's own framework.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { createWorkfrontPiece } from 'workfront-actions/activepieces';
import { inPlace, same, serve } from '../../tests/hosts/lib/host.mjs';
import {
  checkActions,
  checkBooleans,
  connections,
  recording,
} from '../../tests/hosts/lib/forms.mjs';
import { receive } from '../../tests/hosts/lib/receiver.mjs';
import * as made from '../../tests/hosts/made-up.mjs';
import { play } from '../../tests/hosts/scenario.mjs';

async function start(t, { tenant, options } = {}) {
  const { url, apiKey } = await serve(t, tenant);
  const auth = { baseUrl: url, type: 'apiKey', apiKey };
  return { auth, piece: createWorkfrontPiece({ options }) };
}

/** The platform's store of one flow. */
function store() {
  const held = new Map();
  return {
    get: async (key) => held.get(key) ?? null,
    put: async (key, value) => void held.set(key, value),
    delete: async (key) => void held.delete(key),
  };
}

test('Activepieces: every action runs', async (t) => {
  const { piece, auth } = await start(t);
  const results = await play((action, input) =>
    piece
      .getAction(action)
      .run({ auth, propsValue: input })
      .catch((error) => {
        throw error.cause;
      }),
  );
  same(results);
});

test('Activepieces: the metadata is complete, and a connection is validated', async (t) => {
  const { piece, auth } = await start(t);
  const metadata = JSON.parse(JSON.stringify(piece.metadata()));
  assert.ok(Object.keys(metadata.actions).length >= 23);
  assert.equal(metadata.auth.type, 'CUSTOM_AUTH');
  const { props } = metadata.actions.create;
  assert.deepEqual(
    [props.username.type, props.username.required, props.isActive.type, props.homeGroupID.type],
    ['SHORT_TEXT', true, 'STATIC_DROPDOWN', 'DROPDOWN'],
  );
  assert.deepEqual(await piece.auth.validate({ auth }), { valid: true });
  const refused = await piece.auth.validate({ auth: { ...auth, apiKey: 'wrong-key' } });
  assert.equal(refused.valid, false);
  assert.ok(!refused.error.includes('wrong-key'));
});

/** What the builder stores for a property that nobody has touched: `getDefaultPropertyValue` of its form utilities. */
function untouched({ type, defaultValue }) {
  switch (type) {
    case 'CHECKBOX':
      return defaultValue ?? false;
    case 'ARRAY':
    case 'MULTI_SELECT_DROPDOWN':
    case 'STATIC_MULTI_SELECT_DROPDOWN':
      return defaultValue ?? [];
    case 'JSON':
    case 'OBJECT':
      return defaultValue ?? {};
    case 'DROPDOWN':
    case 'STATIC_DROPDOWN':
      return defaultValue ?? null;
    default:
      return defaultValue ?? '';
  }
}

const map = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

/** What a form stores: untouched, with each property switched to an expression, and as the engine passes empty values on. */
const fillings = [untouched, () => '', () => undefined];

test('Activepieces: a form that nobody has touched sends only what was filled in', async () => {
  const { runs, createPlugin } = recording();
  const piece = createWorkfrontPiece({ createPlugin });
  for (const empty of fillings) {
    await checkActions(runs, ({ key }, filled) => {
      const { props, run } = piece.getAction(key);
      return run({ auth: {}, propsValue: { ...map(props, empty), ...filled } });
    });
  }
});

test('Activepieces: a connection has only what was filled in', async () => {
  const { opened, createPlugin } = recording();
  const piece = createWorkfrontPiece({ createPlugin });
  for (const { values, options } of connections) {
    for (const empty of fillings) {
      opened.length = 0;
      const props = { ...map(piece.auth.props, empty), ...values };
      await piece.auth.validate({ auth: props });
      await piece.getAction('count').run({ auth: { props }, propsValue: {} });
      assert.deepEqual(opened, [options, options]);
    }
  }
});

test('Activepieces: a boolean is yes, no or not set', async () => {
  const { runs, createPlugin } = recording();
  const piece = createWorkfrontPiece({ createPlugin });
  await checkBooleans(runs, ({ key }, filled, name, value) => {
    const { props, run } = piece.getAction(key);
    const choice = props[name].options.options.find(
      ({ label }) => label === (value ? 'Yes' : 'No'),
    );
    const propsValue = { ...map(props, untouched), ...filled, [name]: choice.value };
    return run({ auth: {}, propsValue });
  });
});

test('Activepieces: people and agents see what an action does', () => {
  const { actions } = createWorkfrontPiece().metadata();
  for (const [key, effect] of [
    ['offboard', 'Changes or removes data.'],
    ['create', 'Adds data.'],
    ['search', 'Only reads.'],
  ]) {
    const { description, aiMetadata } = actions[key];
    assert.ok(description.includes(effect), description);
    assert.ok(aiMetadata.description.includes(effect));
    assert.equal(typeof aiMetadata.idempotent, 'boolean');
  }
});

test('Activepieces: dropdowns read the tenant, and search it', async (t) => {
  const { piece, auth } = await start(t);
  const { homeGroupID } = piece.getAction('create').props;
  const groups = await homeGroupID.options({ auth }, {});
  assert.ok(groups.options.some(({ label }) => label === 'Marketing'));
  const { ID } = piece.getAction('get').props;
  const people = await ID.options({ auth }, { searchValue: 'ann@ex' });
  assert.deepEqual(people.options, [{ value: 'ann', label: 'Ann Lee' }]);
  assert.equal((await ID.options({}, {})).disabled, true);
});

test('Activepieces: the webhook trigger subscribes, receives and unsubscribes', async (t) => {
  const { piece, auth } = await start(t);
  const receiver = await receive(t);
  const trigger = piece.getTrigger('userEvents');
  const context = {
    auth,
    propsValue: { events: ['USER_UPDATE'], transitions: [] },
    store: store(),
    webhookUrl: receiver.url,
  };
  await trigger.onEnable(context);
  await piece.getAction('deactivate').run({ auth, propsValue: { ID: 'ann' } });
  const { body, headers } = await receiver.first();
  const payload = { body: JSON.parse(body), headers };
  const [event] = await trigger.run({ ...context, payload });
  assert.deepEqual(event.transitions, ['deactivated']);
  await assert.rejects(trigger.run({ ...context, payload: { ...payload, headers: {} } }));
  await trigger.onDisable(context);
  const { totalCount } = await piece.getAction('subscriptions').run({ auth, propsValue: {} });
  assert.equal(totalCount, 0);
});

test('Activepieces: polling continues from the last poll', async (t) => {
  // One clock for the tenant and the piece, which the test moves.
  let moment = Date.parse('2026-11-02T10:00:00Z');
  const now = () => moment;
  const { piece, auth } = await start(t, { tenant: { now }, options: { now } });
  const trigger = piece.getTrigger('usersChanged');
  const context = { auth, propsValue: {}, store: store() };
  moment += 1_000;
  await trigger.onEnable(context);
  moment += 1_000;
  await piece.getAction('update').run({ auth, propsValue: { ID: 'ann', changes: { title: 'x' } } });
  assert.deepEqual(
    (await trigger.run(context)).map(({ ID }) => ID),
    ['ann'],
  );
  assert.deepEqual(await trigger.run(context), []);
});

test('Activepieces: a new action is offered without an edit', async () => {
  const piece = createWorkfrontPiece({
    manifest: made.withMadeUp,
    createPlugin: made.createPlugin,
  });
  const action = piece.getAction('greet');
  assert.equal(action.props.tone.type, 'STATIC_DROPDOWN');
  const { greeting } = await action.run({ auth: {}, propsValue: { times: 2 } });
  assert.equal(greeting, 'Hello! Hello!');
});

test('Activepieces: the piece’s package is what the platform loads', () => {
  const { workfront } = createRequire(import.meta.url)(inPlace('activepieces'));
  assert.ok(workfront.getAction('create'));
});
