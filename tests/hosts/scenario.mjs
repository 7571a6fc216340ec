// The scenario for every host, and the expected results: they must be the same in all hosts.

const jane = {
  username: 'jane.host@example.com',
  emailAddr: 'jane.host@example.com',
  firstName: 'Jane',
  lastName: 'Host',
  accessLevel: 'standard',
  homeGroup: 'Marketing',
};

/** The tenant of each run. */
export const tenant = {
  people: 20,
  users: [
    { ID: 'ann', firstName: 'Ann', lastName: 'Lee', emailAddr: 'ann@example.com' },
    { ID: 'bob', firstName: 'Bob', lastName: 'Ray', emailAddr: 'bob@example.com' },
  ],
};

/** Name, action, input, and the part of the output that is compared. */
export const steps = [
  ['connect', 'testConnection', {}, ({ isAdmin, apiVersion }) => ({ isAdmin, apiVersion })],
  ['count', 'count', {}, ({ count }) => count],
  ['look up', 'lookup', { object: 'group', name: 'MARKETING' }, ({ items }) => items[0].name],
  ['create', 'create', jane, ({ status, outcome }) => ({ status, outcome })],
  ['create again', 'create', jane, ({ outcome }) => outcome],
  [
    'search',
    'search',
    {
      filters: [{ field: 'emailAddr', modifier: 'cieq', value: 'JANE.HOST@example.com' }],
      fields: ['emailAddr', 'isActive', 'homeGroup:name'],
    },
    ({ users }) =>
      users.map(({ emailAddr, isActive, homeGroup }) => [emailAddr, isActive, homeGroup.name]),
  ],
  [
    'update',
    'update',
    { ID: 'ann', changes: { title: 'Lead', phoneNumber: null, fte: 0.5 } },
    ({ user }) => [user.title, user.phoneNumber, user.fte],
  ],
  [
    'deactivate',
    'deactivate',
    { ID: 'ann' },
    ({ before, after }) => [before.isActive, after.isActive],
  ],
  ['get a missing user', 'get', { ID: 'nobody' }, ({ user }) => user],
  ['wrong input', 'search', { limit: 5000 }, ({ users }) => users.length],
  [
    'batch',
    'batch',
    {
      operations: [
        { method: 'PUT', uri: '/user/ann', body: { title: 'Gone' } },
        { method: 'PUT', uri: '/user/nobody', body: { title: 'Gone' } },
      ],
    },
    ({ results, dialect }) => [results.map(({ ok }) => ok), dialect],
  ],
  [
    'offboard',
    'offboard',
    { emails: ['ann@example.com', 'bob@example.com', 'who@example.com'] },
    ({ report }) => report.map(({ outcome }) => outcome),
  ],
  ['delete unconfirmed', 'delete', { ID: 'bob', confirm: 'ann' }, ({ deleted }) => deleted],
  ['delete', 'delete', { ID: 'bob', confirm: 'bob', force: true }, ({ deleted }) => deleted],
];

/** The results that every host must have. */
export const expected = {
  connect: { isAdmin: true, apiVersion: 'v18.0' },
  count: 22,
  'look up': 'Marketing',
  create: { status: 'active', outcome: 'created' },
  'create again': { error: 'conflict' },
  search: [['jane.host@example.com', true, 'Marketing']],
  update: ['Lead', null, 0.5],
  deactivate: [true, false],
  'get a missing user': { error: 'notFound' },
  'wrong input': { error: 'validation' },
  batch: [[true, false], 'operations'],
  offboard: ['alreadyInactive', 'deactivated', 'notFound'],
  'delete unconfirmed': { error: 'validation' },
  delete: true,
};

/** Runs every step with `run(action, input)`; an error's result is its kind. */
export async function play(run) {
  const results = {};
  for (const [name, action, input, pick] of steps) {
    results[name] = await run(action, structuredClone(input)).then(pick, (error) => ({
      error: error.kind ?? String(error),
    }));
  }
  return results;
}
