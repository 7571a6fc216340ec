// The pages that reconcile compares as text: whatever their text looks like, the plan is the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './lib/connect.mjs';
import { record } from './lib/recorder.mjs';

const level = { ID: 'b'.repeat(32), name: 'Grün "L"', licenseType: 'F' };
const users = Array.from({ length: 6 }, (_, at) => ({
  ID: String(at).repeat(32),
  name: `José ${at}`,
  emailAddr: `jose${at}@example.com`,
  firstName: 'José',
  lastName: at === 2 ? 'a "b" \\ c' : '😀/ß',
  title: at === 5 ? null : 'Designer',
  isActive: at !== 3,
  isAdmin: false,
  accessLevelID: level.ID,
  accessLevel: level,
  managerID: at === 0 ? null : '0'.repeat(32),
  manager: at === 0 ? null : { ID: '0'.repeat(32), name: 'José 0' },
}));
const people = users.slice(0, 5).map(({ emailAddr, firstName, lastName, title }, at) => ({
  ...{ emailAddr, firstName, lastName },
  title: at === 4 ? 'Lead' : title,
  accessLevel: at === 1 ? level.ID : level.name.toUpperCase(),
  manager: at === 0 ? '' : 'jose0@example.com',
}));

/** The plan's contents if `pageOf` is the response to a search of users. */
async function planOf(t, pageOf, options) {
  let pages = 0;
  const { url, requests } = await record(t, ({ path }) => {
    if (path.endsWith('/session')) return { body: { data: { userID: 'own', customerID: 'c1' } } };
    if (path.endsWith('/count')) return { body: { data: { count: users.length } } };
    if (path.includes('/accesslevel/')) return { body: { data: [level] } };
    return pageOf({ data: users }, pages++);
  });
  const wf = await connect(t, url, options);
  const { plan } = await wf.reconcile({ people });
  const searches = requests.filter(({ path }) => path.endsWith('/user/search')).length;
  const { steps, held, unchanged, states } = plan;
  return { contents: { steps, held, unchanged, states }, searches };
}

const escaped = (json) =>
  JSON.stringify(json)
    .replaceAll('/', '\\/')
    .replaceAll(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );

const shapes = {
  compact: (page) => ({ body: JSON.stringify(page) }),
  'with white space': (page) => ({ body: `\n${JSON.stringify(page, null, 2)}\r\n` }),
  'with a byte order mark': (page) => ({ body: `\ufeff${JSON.stringify(page)}` }),
  'with escapes': (page) => ({ body: escaped(page) }),
  'with escaped names': (page) => ({
    body: JSON.stringify(page).replaceAll('"isActive"', '"is\\u0041ctive"'),
  }),
  'with another member': (page) => ({ body: JSON.stringify({ ...page, extra: [1] }) }),
  'with a member twice': (page) => ({
    body: JSON.stringify(page).replaceAll('"title":"', '"title":"no","title":"'),
  }),
  'read again': (page, at) =>
    at === 0 ? { status: 503, body: 'busy' } : { body: JSON.stringify(page) },
  'after a truncated one': (page, at) => ({
    body: at === 0 ? JSON.stringify(page).slice(0, -9) : JSON.stringify(page),
  }),
};

for (const [name, pageOf] of Object.entries(shapes)) {
  test(`the plan of a page ${name} is the same`, async (t) => {
    const expected = await planOf(t, shapes.compact);
    assert.deepEqual(
      expected.contents.steps.map(({ ID, after }) => [ID, after]),
      [[users[4].ID, { title: 'Lead' }]],
    );
    assert.deepEqual(expected.contents.states, {
      ...{ joiner: 0, mover: 1, leaver: 1, returner: 1, pending: 0, same: 3 },
    });
    const retry = { retry: { baseMs: 1 } };
    const found = await planOf(t, pageOf, retry);
    assert.deepEqual(found.contents, expected.contents);
    // The runtime's own fetch has no bytes to return.
    const own = await planOf(t, pageOf, { ...retry, fetch: (...args) => fetch(...args) });
    assert.deepEqual(own.contents, expected.contents);
    assert.equal(own.searches, found.searches);
  });
}

test('an error in a successful response is the error of the run', async (t) => {
  const body = JSON.stringify({ error: { message: 'Access denied', class: 'SecurityException' } });
  await assert.rejects(
    planOf(t, () => ({ body })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    planOf(t, () => ({ body: '<html><title>Sign in</title></html>' })),
    { kind: 'unexpectedResponse', message: /Sign in/ },
  );
});
