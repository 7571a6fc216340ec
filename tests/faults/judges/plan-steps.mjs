// Steps of plans: `{ kind, ID, … }`, and whether a state of the tenant has what they want.

/** The steps of event subscriptions: `{ kind, ID, url, eventType, version }`. */
const ofSubscriptions = {
  subscribe: ({ url, eventType }, { subscriptions }) =>
    subscriptions.some((one) => one.url === url && one.eventType === eventType),
  unsubscribe: ({ ID }, { subscriptions }) => !subscriptions.some(({ id }) => id === ID),
  setVersion: ({ ID, version }, { subscriptions }) =>
    subscriptions.some((one) => one.id === ID && one.version === version),
};

/** Whether a state of the tenant has what a step wants. `made`: only those users count as created. */
export function isSo(step, state, made) {
  const { kind, ID, email, fields } = step;
  if (kind in ofSubscriptions) return ofSubscriptions[kind](step, state);
  const { users } = state;
  if (kind === 'replace') return users.get(step.report)?.managerID === step.heir;
  if (kind === 'delete') return !users.has(ID);
  const found =
    kind === 'create'
      ? [...users.values()].find((user) => user.emailAddr === email && made.includes(user.ID))
      : users.get(ID);
  return Boolean(found) && hasAll(found, fields);
}

export const hasAll = (user, fields) =>
  Object.entries(fields).every(([name, value]) => user[name] === value);

/** What the call created. */
const madeBy = ({ before, after, made }) => [
  ...made,
  ...after.subscriptions
    .map(({ id }) => id)
    .filter((id) => !before.subscriptions.some((one) => one.id === id)),
];

/** Whether the call carried out a step. */
export function isDone(step, facts) {
  const { before, after, made } = facts;
  if (step.kind === 'create') return isSo(step, after, made);
  if (step.kind !== 'subscribe') return isSo(step, after, made) && !isSo(step, before, []);
  const ids = madeBy(facts);
  const subscriptions = after.subscriptions.filter(({ id }) => ids.includes(id));
  return isSo(step, { subscriptions });
}

/** Whether this is the ID of what the call created for a step. */
export const isCreated = (ID, facts) => madeBy(facts).includes(ID);

/** Whether an entry of a plan or a report is about a step. */
export const isOf = (step) => (entry) => {
  if (step.kind !== entry.kind) return false;
  if (step.ID) return step.ID === entry.ID;
  return step.email ? step.email === entry.key : entry.key?.startsWith(`USER ${step.eventType} `);
};
