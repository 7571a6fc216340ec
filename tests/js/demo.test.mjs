// The parts of the demo: its work, its report, and its progress bar.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deactivateAll } from '../../examples/demo/deactivate-all.mjs';
import { progressBar } from '../../examples/demo/progress-bar.mjs';
import { report } from '../../examples/demo/report.mjs';
import { connect } from './lib/connect.mjs';
import { startTenant } from './lib/tenant.mjs';

const makePerson = (index) => ({
  ID: `u${index}`,
  name: `Person ${index}`,
  emailAddr: `p${index}@example.com`,
  isActive: index % 5 !== 0,
});
const people = () => Array.from({ length: 30 }, (_, index) => makePerson(index));

const job = { group: 'Leavers', chunkSize: 10, onProgress: () => {} };

test('all active users are deactivated and read again', async (t) => {
  const all = people();
  const { url } = await startTenant(t, all, (person) => (person.isActive = false));
  const received = [];
  const onProgress = (progress) => received.push(progress);
  const outcome = await deactivateAll(await connect(t, url), { ...job, onProgress });
  assert.equal(outcome.active.length, 24);
  assert.equal(outcome.verified.length, 24);
  assert.equal(outcome.succeeded, true);
  assert.ok(all.every(({ isActive }) => !isActive));
  assert.equal(received.at(-1).done, 24);
  assert.match(report({ ...outcome, requests: 9 }), /Done: all users/);
});

test('failed updates are reported with their reason, as are updates that were accepted but not done', async (t) => {
  const { url } = await startTenant(t, people(), (person) => {
    if (person.ID === 'u7') throw new Error('Invalid Parameter: u7');
    if (person.ID !== 'u8') person.isActive = false;
  });
  const outcome = await deactivateAll(await connect(t, url), job);
  assert.equal(outcome.succeeded, false);
  assert.equal(outcome.verified.length, 22);
  assert.deepEqual(
    outcome.failures.map(({ person }) => person.ID),
    ['u7', 'u8'],
  );
  const text = report({ ...outcome, requests: 9 });
  assert.match(text, /Person 7 <p7@example.com>: .*Invalid Parameter: u7/);
  assert.match(text, /Person 8 <p8@example.com>: .*still active/);
  assert.match(text, /Not done/);
});

test('an empty group needs no batch', async (t) => {
  const { url, requests } = await startTenant(t, [], () => assert.fail('the group is empty'));
  const outcome = await deactivateAll(await connect(t, url), job);
  assert.equal(outcome.succeeded, true);
  assert.ok(requests.every(({ method }) => method === 'GET'));
  assert.match(report({ ...outcome, requests: 1 }), /none needed/);
});

test('the bar is one line on a terminal, plain lines elsewhere', () => {
  const drawnOn = (isTTY) => {
    let text = '';
    const bar = progressBar({ isTTY, write: (part) => (text += part) }, 'Deactivating');
    bar.update({ done: 1, total: 2, requests: 1 });
    bar.update({ done: 2, total: 2, requests: 2 });
    bar.end();
    return text;
  };
  const plain = drawnOn(false);
  assert.equal(plain, 'Deactivating: 1 of 2 (1 requests)\nDeactivating: 2 of 2 (2 requests)\n');
  const terminal = drawnOn(true);
  assert.equal(terminal.split('\n').length, 2);
  assert.equal(terminal.split('\r').length, 3);
  assert.match(terminal, /█{15}░{15} 1 of 2/);
});
