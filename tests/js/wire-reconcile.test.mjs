// What reconcile, reclaim and checkMapping send: reads only, page by page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const people = Array.from({ length: 3 }, (_, at) => ({
  ID: `u${at}`,
  name: `Jane ${at}`,
  emailAddr: `jane${at}@example.com`,
  isActive: true,
  isAdmin: false,
  title: 'Designer',
  accessLevelID: 'level',
  lastLoginDate: '2001-01-01T00:00:00:000+0000',
  entryDate: '2000-01-01T00:00:00:000+0000',
}));

const respond = ({ path, query }) => {
  if (path.endsWith('/session')) return { body: { data: { userID: 'own', customerID: 'c1' } } };
  if (path.endsWith('/count')) return { body: { data: { count: people.length } } };
  if (path.includes('/accesslevel/')) {
    return { body: { data: [{ ID: 'level', name: 'Standard', licenseType: 'F' }] } };
  }
  const isOne = query.includes('$$LIMIT=1&') || query.endsWith('$$LIMIT=1');
  return { body: { data: isOne ? people.slice(0, 1) : people } };
};

test('reconcile, reclaim and checkMapping read and write nothing', async (t) => {
  const { url, requests } = await record(t, respond);
  const wf = await connect(t, url);
  const { plan } = await wf.reconcile({
    people: people.map(({ emailAddr }, at) => ({
      emailAddr,
      title: at === 1 ? 'Lead' : 'Designer',
    })),
  });
  assert.deepEqual(
    plan.steps.map(({ ID, after }) => [ID, after]),
    [['u1', { title: 'Lead' }]],
  );
  const { plan: seats } = await wf.reclaim({
    inactiveDays: 90,
    action: 'deactivate',
    limits: { deactivate: 10 },
  });
  assert.deepEqual(seats.freed, { F: 3 });
  const { valid } = await wf.checkMapping({ mapping: { emailAddr: 'mail', title: 'job' } });
  assert.equal(valid, true);
  assert.ok(requests.length > 0);
  for (const { method } of requests) assert.equal(method, 'GET');
  const counts = requests.filter(({ path }) => path.endsWith('/user/count'));
  assert.equal(counts.length, 2);
  const pages = requests.filter(({ path }) => path.endsWith('/user/search'));
  assert.match(pages[0].query, /\$\$LIMIT=2000/);
});

test('numbers in strings that JSON would round, or turn into null, hold their row back', async (t) => {
  const { url } = await record(t, respond);
  const wf = await connect(t, url);
  for (const costPerHour of ['1e999', '-1e999', '12345678901234567890']) {
    const { plan } = await wf.reconcile({
      people: [{ emailAddr: 'jane0@example.com', costPerHour }],
    });
    assert.deepEqual(plan.steps, []);
    const [held] = plan.held.filter(({ reason }) => reason === 'invalid');
    assert.match(held.message, /costPerHour: must be a number/);
  }
});

test('texts are the same in any form of Unicode, which the host knows', async (t) => {
  const title = 'Chef de caf\u00e9';
  const users = people.map((user, at) => ({ ...user, title: at === 1 ? title.normalize('NFD') : title })); // prettier-ignore
  const { url } = await record(t, (request) => {
    const { body } = respond(request);
    return { body: body.data.length === 3 ? { data: users } : body };
  });
  const wf = await connect(t, url);
  for (const form of ['NFC', 'NFD']) {
    const rows = users.map(({ emailAddr }) => ({ emailAddr, job: 'Caf\u00e9'.normalize(form) }));
    const map = { ['CAF\u00c9'.normalize(form === 'NFC' ? 'NFD' : 'NFC')]: title.normalize(form) };
    const mapping = { title: { from: 'job', map } };
    const { plan } = await wf.reconcile({ people: rows, mapping });
    assert.deepEqual(plan.steps, [], form);
    assert.equal(plan.unchanged.length, 3, JSON.stringify(plan.held));
  }
});
