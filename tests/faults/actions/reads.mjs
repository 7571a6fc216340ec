// Scenarios of the actions that only read.
import { judgeRead, judgeUsers } from '../judges/reads.mjs';
import { differing, judgeUser, right, worst, wrong } from '../judges/verdict.mjs';
import { one } from './users.mjs';

const active = [{ field: 'isActive', value: true }];
/** How many groups of the sandbox are in use. */
const groups = 9;
const noContext = () => ({ isThere: true });
const byID = (users) => [...users].sort((a, b) => (a.ID < b.ID ? -1 : 1));
const allUsers = ({ after }) => byID(after.users.values());

/** Collects a stream of users. */
async function collect(stream) {
  const users = [];
  for await (const user of stream) {
    users.push(user);
    if (users.length > 1000) break;
  }
  return { users };
}

export const reads = [
  {
    id: 'get',
    action: 'get',
    isThorough: true,
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({ ID: target }),
    judge: judgeRead(({ user }, { after, context }) =>
      judgeUser(user, after.users.get(context.target)),
    ),
  },
  {
    id: 'get, by e-mail address',
    action: 'get',
    prepare: (_world, state) => one(state),
    input: ({ emailAddr }) => ({ user: emailAddr }),
    judge: judgeRead(({ user }, { after, context }) =>
      judgeUser(user, after.users.get(context.target)),
    ),
  },
  {
    id: 'search',
    action: 'search',
    isThorough: true,
    prepare: noContext,
    input: () => ({ filters: active }),
    judge: judgeRead(({ users }, facts) => judgeUsers(users, allUsers(facts))),
  },
  {
    id: 'search, a page',
    action: 'search',
    prepare: noContext,
    input: () => ({ limit: 3 }),
    judge: judgeRead(({ users, hasMore }, facts) =>
      worst([
        judgeUsers(users, allUsers(facts).slice(0, 3)),
        hasMore ? right : wrong('says that there is no more'),
      ]),
    ),
  },
  {
    id: 'searchAll',
    action: 'searchAll',
    prepare: noContext,
    run: (wf, _context, call) => collect(wf.searchAll({ limit: 3 }, call)),
    judge: judgeRead(({ users }, facts) => judgeUsers(users, allUsers(facts))),
  },
  {
    id: 'count',
    action: 'count',
    prepare: noContext,
    input: () => ({ filters: active }),
    judge: judgeRead(({ count }, { after }) =>
      count === after.users.size ? right : wrong('another number', String(count)),
    ),
  },
  {
    id: 'lookup, by name',
    action: 'lookup',
    prepare: noContext,
    input: () => ({ object: 'accessLevel', name: 'Standard' }),
    judge: judgeRead(({ items }) =>
      items.length === 1 && items[0].name === 'Standard' && items[0].ID.startsWith('8306445e')
        ? right
        : wrong('another object', JSON.stringify(items).slice(0, 200)),
    ),
  },
  {
    id: 'lookup, all',
    action: 'lookup',
    prepare: noContext,
    input: () => ({ object: 'group' }),
    judge: judgeRead(({ items }) =>
      items.length === groups && items.every(({ ID, name }) => ID && name)
        ? right
        : wrong('another list', `${items.length}: ${JSON.stringify(items).slice(0, 200)}`),
    ),
  },
  {
    id: 'changes',
    action: 'changes',
    prepare(world, state) {
      const since = new Date(world.now()).toISOString();
      world.advance(60_000);
      const changed = state.people.slice(0, 2).map(({ ID }) => ID);
      for (const ID of changed) world.direct('PUT', `/attask/api/v18.0/user/${ID}`, { title: 'X' });
      world.advance(60_000);
      return { since, changed };
    },
    input: ({ since }) => ({ since }),
    judge: judgeRead(({ users }, { after, context }) =>
      judgeUsers(
        users,
        context.changed.map((id) => after.users.get(id)),
      ),
    ),
  },
  {
    id: 'testConnection',
    action: 'testConnection',
    prepare: noContext,
    input: () => ({}),
    judge: judgeRead((output, { after: { admin } }) => {
      const shown = { ...output, ID: output.userID };
      for (const key of Object.keys(shown)) if (shown[key] == null) delete shown[key];
      const field = differing(shown, admin, ['ID', 'name', 'emailAddr']);
      if (field) return wrong('shows another user', field);
      return output.isAdmin === false ? wrong('an administrator, reported none') : right;
    }),
  },
  {
    id: 'subscriptions',
    action: 'subscriptions',
    prepare(world) {
      for (const eventType of ['CREATE', 'DELETE']) world.subscribe({ eventType });
      return {};
    },
    input: () => ({}),
    judge: judgeRead(({ subscriptions }, { after }) => {
      const ids = (list) =>
        list
          .map(({ id }) => id)
          .sort()
          .join();
      return ids(subscriptions) === ids(after.subscriptions)
        ? right
        : wrong('another list', JSON.stringify(subscriptions).slice(0, 200));
    }),
  },
];
