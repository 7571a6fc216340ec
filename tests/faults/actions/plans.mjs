// Scenarios of plans: `apply` with steps of each kind, and `plan`, `undo` and `recheck`, which only read.
import { createPlugin } from 'workfront-actions';
import { judgeApply, judgePlan, judgeRecheck } from '../judges/plans.mjs';
import { subscriptionSets } from './plans-of-subscriptions.mjs';
import { newUser } from './users.mjs';

export const optionsOf = ({ secrets }) => ({
  planKeys: { current: 'k-1', keys: { 'k-1': secrets.planKey } },
});

/** It has no plan yet, and keeps none: a scenario applies one plan once. */
const planStore = { get: async () => null, putIfAbsent: async () => true };

/** Runs `body` with a connection to the same tenant whose requests meet no fault; the responses of those that fit `isLost` are lost. */
export async function undisturbed(world, url, body, { isLost = () => false, ...options } = {}) {
  const wf = await createPlugin({
    ...optionsOf(world),
    ...options,
    ...{ baseUrl: url, now: world.now, ownUserID: world.session().userID },
    credentials: { type: 'apiKey', apiKey: world.secrets.apiKey },
    async fetch(target, { method, headers, body = '' }) {
      const { pathname, search } = new URL(target);
      const [sent, bytes] = [Object.entries(headers), Buffer.from(body)];
      const request = { method, url: pathname + search, headers: sent, body, bytes };
      const { status, headers: received, body: text } = world.handle(request);
      if (isLost({ target, body })) throw new TypeError('The connection was lost.');
      return new Response(text, { status, headers: received });
    },
  });
  try {
    return await body(wf);
  } finally {
    wf.close();
  }
}

const updateOf = ({ ID }, at) => ({
  ...{ kind: 'update', ID, fields: { title: `Title ${at}` } },
  operation: { method: 'PUT', uri: `/user/${ID}`, body: { title: `Title ${at}` } },
});

const deactivationOf = ({ ID }) => ({
  ...{ kind: 'deactivate', ID, fields: { isActive: false } },
  operation: { method: 'PUT', uri: `/user/${ID}`, body: { isActive: false } },
});

const creationOf = (state, email) => ({
  ...{ kind: 'create', email, fields: { title: 'New', emailAddr: email } },
  operation: { method: 'POST', uri: '/user', body: { ...newUser(state, email), title: 'New' } },
});

const deletionOf = ({ ID }) => ({
  ...{ kind: 'delete', ID },
  operation: { method: 'DELETE', uri: `/user/${ID}` },
});

/** The deletion of a user after somebody who reports to the user gets the heir as manager. */
const replacementOf = ({ ID }, heir, report) => [
  { kind: 'replace', ID, heir: heir.ID, report: report.ID },
  { kind: 'delete', ID },
];

/** One step, or two, of each kind. */
const sets = {
  'an update': ({ people }) => [updateOf(people[1], 1)],
  'a deactivation': ({ people }) => [deactivationOf(people[1])],
  'a creation': (state) => [creationOf(state, 'new1@example.com')],
  'a deletion': ({ people }) => [deletionOf(people[1])],
  several: (state) => [
    updateOf(state.people[1], 1),
    deactivationOf(state.people[2]),
    creationOf(state, 'new1@example.com'),
    deletionOf(state.people[3]),
    updateOf(state.people[4], 4),
    creationOf(state, 'new2@example.com'),
  ],
  deactivations: ({ people }) => people.slice(1, 5).map(deactivationOf),
  'a replacement': ({ people }) => replacementOf(people[1], people[2], people[3]),
};

const operationsOf = (steps) => ({ operations: steps.map(({ operation }) => operation) });

const planOf = async (wf, steps, made = { action: 'batch', input: operationsOf(steps) }) => {
  const { plan } = await wf.plan(made);
  if (plan.steps.length !== steps.length) throw new Error(`Planned: ${JSON.stringify(plan)}`);
  return plan;
};

const gather = (steps, more) => ({
  ...{ steps, isThere: true },
  touches: steps.flatMap(({ ID, report }) => [ID ?? [], report ?? []].flat()),
  creates: steps.flatMap(({ email }) => email ?? []),
  ...more,
});

/** `change` has the tenant changed after the plan was made; it returns the steps as they must end then. */
const apply = (name, { set = name, change = (_world, steps) => steps, input, ...more } = {}) => ({
  id: `apply, ${name}`,
  action: 'apply',
  optionsOf,
  async prepare(world, state, url) {
    const steps = sets[set](state);
    const plan = await undisturbed(world, url, (wf) => planOf(wf, steps));
    return gather(await change(world, steps, { plan, url }), { plan });
  },
  input: ({ plan }) => ({ plan, ...input }),
  judge: judgeApply,
  ...more,
});

/** `apply` with steps of event subscriptions. */
const applySubscriptions = (set, more) => ({
  ...apply(set, more),
  async prepare(world, _state, url) {
    world.subscribe({ eventType: 'CREATE', url: 'https://example.org/other' });
    const { steps, action, input } = subscriptionSets[set](world);
    const plan = await undisturbed(world, url, (wf) => planOf(wf, steps, { action, input }));
    return { steps, plan, isThere: true, authToken: world.secrets.authToken };
  },
  // A token is needed only for what is created.
  input: ({ plan, steps, authToken }) => ({
    plan,
    ...(steps.some(({ kind }) => kind === 'subscribe') && { authToken }),
  }),
});

/** `apply` of a deletion with a replacement. `first` is a run before it. */
const applyReplacement = ({
  id = 'a replacement',
  first = async (_world, steps) => steps,
} = {}) => ({
  ...apply('a replacement'),
  id: `apply, ${id}`,
  optionsOf: (world) => ({ ...optionsOf(world), planStore: storeOf(world) }),
  async prepare(world, state, url) {
    const steps = sets['a replacement'](state);
    const [{ ID, heir, report }] = steps;
    const path = `/attask/api/v18.0/user/${report}`;
    const { status } = world.direct('PUT', path, { managerID: ID });
    if (status !== 200) throw new Error('Preparing failed.');
    const input = { ID, confirm: ID, replacementID: heir, force: true };
    const plan = await undisturbed(world, url, (wf) =>
      planOf(wf, steps, { action: 'delete', input }),
    );
    return gather(await first(world, steps, { plan, url }), { plan });
  },
});

/** The store of plans of a tenant's clients. */
const stores = new WeakMap();
function storeOf(world) {
  if (!stores.has(world)) {
    const stored = new Map();
    stores.set(world, {
      get: async (key) => stored.get(key) ?? null,
      putIfAbsent: async (key, value) => !stored.has(key) && Boolean(stored.set(key, value)),
    });
  }
  return stores.get(world);
}

/** An earlier run has handed over, and its response was lost. */
async function lostReplacement(world, steps, { plan, url }) {
  const isLost = ({ body, target }) => /replacementID/.test(target + body);
  const options = { planStore: storeOf(world), isLost };
  const { report } = await undisturbed(world, url, (wf) => wf.apply({ plan }), options);
  if (report[0].outcome !== 'unverified') throw new Error(`Prepared: ${JSON.stringify(report)}`);
  return steps.map((step) => ({ ...step, isUnsure: true }));
}

/** Somebody gives the user of the first step another access level. */
function drifting(world, [first, ...others]) {
  const { people } = world.state();
  const { accessLevelID: old } = people.find(({ ID }) => ID === first.ID);
  // Nor that of the users to create: another client that creates them so couldn't be told apart.
  const taken = [old, people[0].accessLevelID];
  const { accessLevelID } = people.find((user) => !taken.includes(user.accessLevelID));
  const { status } = world.direct('PUT', `/attask/api/v18.0/user/${first.ID}`, { accessLevelID });
  if (status !== 200) throw new Error('Preparing failed.');
  return [{ ...first, drifts: true }, ...others];
}

/** The plan was applied already. */
async function applied(world, steps, { plan, url }) {
  await undisturbed(world, url, (wf) => wf.apply({ plan }));
  return steps;
}

/** A read, after a run of these steps if it needs the receipt. */
const reading = (action, set, input, judge, { isAfterRun = false, ...more } = {}) => ({
  id: `${action}, ${set}`,
  action,
  optionsOf,
  async prepare(world, state, url) {
    const steps = sets[set](state);
    if (!isAfterRun) return { steps, isThere: true };
    return undisturbed(world, url, async (wf) => {
      const { complete, receipt } = await wf.apply({ plan: await planOf(wf, steps) });
      if (!complete) throw new Error('Preparing failed.');
      return { steps, receipt, isThere: true, was: state };
    });
  },
  input,
  judge,
  ...more,
});

const ofReceipt = ({ receipt }) => ({ receipt });
const toUndo = ({ receipt }) => ({ receipts: [receipt] });
const toPlan = ({ steps }) => ({ action: 'batch', input: operationsOf(steps) });

export const plans = [
  apply('an update'),
  apply('a deactivation'),
  apply('a creation'),
  apply('a deletion'),
  apply('several', { isThorough: true, hasPlanStore: true, plugin: { planStore } }),
  apply('several, in bulk', { set: 'several', plugin: { batchDialect: 'bulk' } }),
  apply('several, as operations', { set: 'several', plugin: { batchDialect: 'operations' } }),
  apply('deactivations, after a drift', { set: 'deactivations', change: drifting }),
  apply('several, after a drift', { set: 'several', change: drifting }),
  apply('several, stopped by a drift', {
    ...{ set: 'several', change: drifting, input: { onDrift: 'stop' }, isStoppedByDrift: true },
  }),
  apply('several, a second time', { set: 'several', change: applied }),
  applyReplacement(),
  applyReplacement({ id: 'a replacement, after a lost one', first: lostReplacement }),
  applySubscriptions('subscriptions to create', { isThorough: true }),
  applySubscriptions('a subscription to delete'),
  applySubscriptions('versions of subscriptions'),
  applySubscriptions('subscriptions to replace'),
  reading('plan', 'several', toPlan, judgePlan, { isThorough: true }),
  reading('plan', 'deactivations', toPlan, judgePlan),
  reading('undo', 'deactivations', toUndo, judgePlan, { isAfterRun: true, isThorough: true }),
  reading('undo', 'several', toUndo, judgePlan, { isAfterRun: true }),
  reading('recheck', 'several', ofReceipt, judgeRecheck, { isAfterRun: true, isThorough: true }),
];
