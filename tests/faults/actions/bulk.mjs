// Scenarios of the actions on many users: `batch` in each dialect, and `offboard`.
import { judgeBatch, judgeOffboard } from '../judges/bulk.mjs';
import { right, wrong } from '../judges/verdict.mjs';
import { newUser } from './users.mjs';

const dialects = ['bulk', 'operations', 'uris', 'auto'];
const title = (at) => `Title ${at}`;

const updateOf = ({ ID }, at) => ({
  operation: { method: 'PUT', uri: `/user/${ID}`, body: { title: title(at) } },
  method: 'PUT',
  touches: ID,
  done: (_before, after) => after.users.get(ID)?.title === title(at),
  shows: (data) =>
    data?.ID && data.ID !== ID ? wrong('shows another user', JSON.stringify(data)) : right,
});

const createOf = (state, at) => {
  const email = `new${at}@example.com`;
  const isMine = (after, facts) =>
    facts.made.filter((id) => after.users.get(id)?.emailAddr === email);
  return {
    operation: { method: 'POST', uri: '/user', body: newUser(state, email) },
    method: 'POST',
    creates: email,
    done: (_before, after, facts) => isMine(after, facts).length > 0,
    shows: (data, facts) => {
      if (isMine(facts.after, facts).length > 1) return wrong('created twice', email);
      return data?.ID && facts.after.users.get(data.ID)?.emailAddr !== email
        ? wrong('shows another user', JSON.stringify(data))
        : right;
    },
  };
};

const deleteOf = ({ ID }) => ({
  operation: { method: 'DELETE', uri: `/user/${ID}?force=true` },
  method: 'DELETE',
  touches: ID,
  done: (_before, after) => !after.users.has(ID),
});

const deactivationOf = ({ ID }) => ({
  operation: { method: 'PUT', uri: `/user/${ID}`, body: { isActive: false } },
  method: 'PUT',
  touches: ID,
  done: (before, after) => before.users.get(ID)?.isActive && !after.users.get(ID)?.isActive,
});

/** An operation that a guard holds back. */
const heldOf = (user) => ({ ...deactivationOf(user), touches: undefined, isHeld: true });

const readOf = ({ ID }) => ({
  operation: { method: 'GET', uri: `/user/${ID}?fields=emailAddr,isActive` },
  method: 'GET',
  read: ID,
});

/** An operation that the tenant rejects. */
const refusedOf = ({ ID }) => ({
  operation: { method: 'PUT', uri: `/user/${ID}`, body: { accessLevelID: 'f'.repeat(32) } },
  method: 'PUT',
  done: (_before, after) => after.users.get(ID)?.accessLevelID === 'f'.repeat(32),
});

const gather = (expected) => ({
  expected,
  touches: expected.flatMap(({ touches }) => touches ?? []),
  creates: expected.flatMap(({ creates }) => creates ?? []),
});

const sets = {
  updates: ({ people }) => gather(people.slice(1, 5).map(updateOf)),
  creates: (state) => gather([1, 2, 3].map((at) => createOf(state, at))),
  deletes: ({ people }) => gather(people.slice(1, 4).map(deleteOf)),
  'with one held': ({ people, admin }) =>
    gather([deactivationOf(people[1]), heldOf(admin), updateOf(people[3], 3)]),
  mixed: (state) => {
    const { people } = state;
    return gather([
      updateOf(people[1], 1),
      readOf(people[5]),
      createOf(state, 1),
      deleteOf(people[2]),
      updateOf(people[4], 2),
    ]);
  },
  'with one refused': ({ people }) =>
    gather([updateOf(people[1], 1), refusedOf(people[2]), updateOf(people[3], 3)]),
};

const batch = (dialect, name, chunkSize, isThorough = false) => ({
  id: `batch in ${dialect}, ${name}`,
  action: `batch, ${dialect}`,
  isThorough,
  plugin: { batchDialect: dialect },
  namesOwnUser: name === 'with one held',
  prepare: (_world, state) => sets[name](state),
  run: (wf, { expected }, call) =>
    wf.batch({ operations: expected.map(({ operation }) => operation), chunkSize }, call),
  judge: judgeBatch,
});

const leavers = (at, end) => (_world, state) => {
  const people = state.people.slice(at, end);
  return {
    leavers: people.map(({ ID }) => ID),
    emails: people.map(({ emailAddr }) => emailAddr),
    touches: people.map(({ ID }) => ID),
  };
};

const offboard = (name, input, more) => ({
  id: `offboard${name}`,
  action: 'offboard',
  prepare: leavers(1, 4),
  input,
  judge: judgeOffboard,
  ...more,
});

export const bulk = [
  ...dialects.flatMap((dialect) => [
    batch(dialect, 'updates', 2, dialect === 'bulk'),
    batch(dialect, 'creates', 2, dialect === 'operations'),
    batch(dialect, 'deletes', 3),
    batch(dialect, 'mixed', 5),
    batch(dialect, 'with one refused', 3),
    batch(dialect, 'with one held', 3),
  ]),
  offboard('', ({ leavers: IDs }) => ({ IDs, verify: 'all' }), { isThorough: true }),
  offboard(' in chunks', ({ leavers: IDs }) => ({ IDs, verify: 'all', chunkSize: 2 })),
  offboard(', verify none', ({ leavers: IDs }) => ({ IDs, verify: 'none' })),
  offboard(', verify sample', ({ emails }) => ({ emails, verify: 'sample' })),
  offboard(', in bulk', ({ leavers: IDs }) => ({ IDs }), { plugin: { batchDialect: 'bulk' } }),
  offboard(', as a dry run', ({ leavers: IDs }) => ({ IDs, dryRun: true })),
  offboard(', by filters', () => ({ filters: [{ field: 'homeGroup:name', value: 'Leavers' }] }), {
    prepare: leavers(4, 6),
  }),
  offboard(
    ', with a new manager',
    ({ leavers: IDs, manager }) => ({ IDs, newManagerID: manager }),
    {
      prepare(world, state) {
        const { people } = state;
        const reports = [people[5].ID, people[6].ID];
        for (const ID of reports) {
          world.direct('PUT', `/attask/api/v18.0/user/${ID}`, { managerID: people[1].ID });
        }
        const context = leavers(1, 3)(world, state);
        return {
          ...context,
          manager: people[0].ID,
          touches: [...context.touches, ...reports],
        };
      },
    },
  ),
];
