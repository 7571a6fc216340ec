// Runs each file of examples/.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { createSandbox } from 'workfront-actions/sandbox';
import { receiver } from '../../examples/events.mjs';
import { offboardLeavers } from '../../examples/leavers.mjs';
import { connect, connection, steps } from '../../examples/platform.mjs';

const apiKey = (sandbox) => ({ type: 'apiKey', apiKey: sandbox.apiKey });

test('leavers', async (t) => {
  const sandbox = await createSandbox({ people: 60 });
  t.after(() => sandbox.close());
  const { baseUrl, fetch } = sandbox;
  const { counts } = await offboardLeavers({ baseUrl, fetch, credentials: apiKey(sandbox) });
  assert.ok(counts.deactivated > 3);
  const leavers = sandbox.snapshot().groups.find(({ name }) => name === 'Leavers').ID;
  const left = sandbox.snapshot().users.filter(({ homeGroupID }) => homeGroupID === leavers);
  assert.ok(left.every(({ isActive }) => !isActive));
});

test('events', async (t) => {
  const ann = { ID: 'ann', lastName: 'Ann', emailAddr: 'ann@x.com' };
  const sandbox = await createSandbox({ people: 5, users: [ann] });
  t.after(() => sandbox.close());
  const { baseUrl, fetch } = sandbox;
  const credentials = apiKey(sandbox);
  // The limit of the last hour also counts what other tests of this process have done.
  const plugin = await createPlugin({ baseUrl, fetch, credentials, maxPeople: 1_000 });
  t.after(() => plugin.close());
  const authToken = 'a-long-random-secret';
  const url = 'https://example.com/hook';
  await plugin.subscribe({ eventType: 'UPDATE', url, authToken });
  await plugin.deactivate({ ID: 'ann' });
  const messages = [];
  const receive = receiver({ authToken, notify: (message) => messages.push(message) });
  await sandbox.deliver({
    fetch: async (to, init) => {
      await receive(new Request(to, init));
      return receive(new Request(to, init));
    },
  });
  assert.equal(messages.length, 1);
  assert.match(messages[0], /^ann@x.com was deactivated at 20/);
});

test('platform', async (t) => {
  const sandbox = await createSandbox({ people: 5, formRequired: false });
  t.after(() => sandbox.close());
  assert.ok(connection.some(({ name }) => name === 'type'));
  const values = { baseUrl: sandbox.baseUrl, type: 'apiKey', apiKey: sandbox.apiKey };
  const wf = await connect(values, sandbox.fetch);
  t.after(() => wf.close());
  const create = steps.find(({ id }) => id === 'create');
  const [level] = await create.choices(wf, 'accessLevelID', 'stand');
  const { user } = await create.run(wf, {
    username: 'p@x.com',
    emailAddr: 'p@x.com',
    firstName: 'P',
    lastName: 'F',
    accessLevelID: level.value,
    isActive: '',
    customFields: '{"DE:Employee Number": 7}',
  });
  assert.ok(user.ID);
});
