// Scenarios of the actions on one user.
import { judgeChange, judgeCreate, judgeDelete, judgeProvision } from '../judges/writes.mjs';

/** A new user. */
export const newUser = (state, email = 'new.comer@example.com') => ({
  username: email,
  emailAddr: email,
  firstName: 'New',
  lastName: 'Comer',
  accessLevelID: state.people[0].accessLevelID,
});

/** The user of a scenario. */
export const one = (state, at = 3) => {
  const { ID, emailAddr } = state.people[at];
  return { target: ID, there: ID, touches: [ID], emailAddr };
};

const put = (world, ID, body) => {
  const { status, json } = world.direct('PUT', `/attask/api/v18.0/user/${ID}`, body);
  if (status !== 200) throw new Error(`Preparing failed: ${JSON.stringify(json)}`);
};

const creating = (state) => {
  const wanted = newUser(state);
  return { wanted, email: wanted.emailAddr, creates: [wanted.emailAddr] };
};

export const users = [
  {
    id: 'create',
    action: 'create',
    isThorough: true,
    prepare: (_world, state) => creating(state),
    input: ({ wanted }) => wanted,
    judge: judgeCreate,
  },
  {
    id: 'create, by the name of the access level',
    action: 'create',
    prepare: (_world, state) => creating(state),
    input: ({ wanted: { accessLevelID: _, ...wanted } }) => ({
      ...wanted,
      accessLevel: 'Standard',
      extRefID: 'hr-1',
    }),
    judge: judgeCreate,
  },
  {
    id: 'update',
    action: 'update',
    isThorough: true,
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({ ID: target, changes: { title: 'New title', city: 'Paris' } }),
    judge: judgeChange({ title: 'New title', city: 'Paris' }),
  },
  {
    id: 'update, merging groups',
    action: 'update',
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({
      ID: target,
      changes: { title: 'New title', teams: [] },
      collections: 'merge',
    }),
    judge: judgeChange({ title: 'New title' }),
  },
  {
    id: 'deactivate',
    action: 'deactivate',
    isThorough: true,
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({ ID: target }),
    judge: judgeChange({ isActive: false }),
  },
  {
    id: 'deactivate, by e-mail address',
    action: 'deactivate',
    prepare: (_world, state) => one(state),
    input: ({ emailAddr }) => ({ user: emailAddr }),
    judge: judgeChange({ isActive: false }),
  },
  {
    id: 'reactivate',
    action: 'reactivate',
    prepare(world, state) {
      const context = one(state);
      put(world, context.target, { isActive: false });
      return { ...context, accessLevelID: state.people[0].accessLevelID };
    },
    input: ({ target, accessLevelID }) => ({ ID: target, accessLevelID }),
    judge: judgeChange({ isActive: true }),
  },
  {
    id: 'delete',
    action: 'delete',
    isThorough: true,
    prepare: (_world, state) => one(state),
    input: ({ target }) => ({ ID: target, confirm: target, force: true }),
    judge: judgeDelete,
  },
  {
    id: 'delete, with a replacement',
    action: 'delete',
    prepare: (_world, state) => ({ ...one(state), heir: state.people[1].ID }),
    input: ({ target, heir }) => ({
      ID: target,
      confirm: target,
      force: true,
      replacementID: heir,
    }),
    judge: judgeDelete,
  },
  {
    id: 'provision, somebody new',
    action: 'provision',
    isThorough: true,
    prepare: (_world, state) => creating(state),
    input: ({ wanted }) => wanted,
    judge: judgeCreate,
  },
  {
    id: 'provision, with an approval',
    action: 'provision',
    sandbox: { pendingApproval: true },
    prepare: (_world, state) => creating(state),
    input: ({ wanted }) => ({ ...wanted, approve: true, waitMs: 3_000 }),
    judge: judgeCreate,
  },
  {
    id: 'provision, somebody known',
    action: 'provision',
    prepare(_world, state) {
      const { username, emailAddr, firstName, lastName, accessLevelID } = state.people[3];
      const wanted = {
        username,
        emailAddr,
        firstName,
        lastName,
        accessLevelID,
        title: 'New title',
      };
      return { ...one(state), wanted };
    },
    input: ({ wanted }) => wanted,
    judge: judgeProvision,
  },
  {
    id: 'provision, nothing to change',
    action: 'provision',
    prepare(_world, state) {
      const { username, emailAddr, firstName, lastName, accessLevelID } = state.people[3];
      return { ...one(state), wanted: { username, emailAddr, firstName, lastName, accessLevelID } };
    },
    input: ({ wanted }) => wanted,
    judge: judgeProvision,
  },
];
