// A planStore whose putIfAbsent doesn't say whether it stored a value: an error that says so, and nothing is written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlugin } from 'workfront-actions';
import { createSandbox } from 'workfront-actions/sandbox';

const planKeys = { current: 'k', keys: { k: 'a-key-for-tests-of-more-than-32-bytes' } };

test('putIfAbsent must return true or false', async (t) => {
  const { baseUrl, fetch, apiKey, snapshot } = await createSandbox({ people: 5 });
  const { ID } = snapshot().users.findLast(({ isActive }) => isActive);
  const apply = async (putIfAbsent) => {
    const credentials = { type: 'apiKey', apiKey };
    const planStore = { get: () => null, putIfAbsent };
    const wf = await createPlugin({ baseUrl, fetch, credentials, planKeys, planStore });
    t.after(() => wf.close());
    const { plan } = await wf.plan({ action: 'deactivate', input: { ID } });
    return wf.apply({ plan });
  };
  for (const [answer, shown] of [
    [undefined, 'undefined'],
    [1, '1'],
    ['OK', 'a string'],
    [{}, 'an object'],
  ]) {
    // prettier-ignore
    await assert.rejects(
      apply(() => answer),
      ({ message }) => {
        assert.match(message, /putIfAbsent must be a boolean but is/);
        assert.ok(message.endsWith(`is ${shown}`), message);
        return !message.includes('OK');
      },
    );
  }
  assert.equal(snapshot().users.find((user) => user.ID === ID).isActive, true);
  await assert.rejects(
    apply(() => false),
    { reason: 'inProgress' },
  );
  const { complete } = await apply(() => Promise.resolve(true));
  assert.equal(complete, true);
});
