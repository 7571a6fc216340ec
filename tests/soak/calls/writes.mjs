// The lives of users whom nobody else changes. What the calls report about them is compared with the tenant.

const isUnknown = (error) => error?.kind === 'outcomeUnknown';

export const writes = {
  /** Creates a user, changes it, and perhaps deletes it; ends at the first outcome that is not known. */
  async life({ call, newUser, expect, choices }) {
    const { emailAddr, ...user } = newUser();
    const created = await call('create', { emailAddr, ...user });
    if (created.error) return isUnknown(created.error) || expect(emailAddr, { exists: false });
    const { ID } = created.output.user;
    const facts = { exists: true, title: user.title, isActive: true };
    const steps = [
      async () => {
        const title = `${user.title}, changed`;
        const { error } = await call('update', { ID, changes: { title } });
        if (!error) facts.title = title;
        return error;
      },
      async () => {
        const { error } = await call('deactivate', { ID });
        if (!error) facts.isActive = false;
        return error;
      },
      async () => {
        const { output, error } = await call('delete', { ID, confirm: ID, force: true });
        if (output?.deleted === true) facts.exists = false;
        return output?.deleted === false ? { kind: 'outcomeUnknown' } : error;
      },
    ];
    for (const step of steps.slice(0, choices.below(steps.length + 1))) {
      if (isUnknown(await step())) return undefined;
      if (!facts.exists) break;
    }
    return expect(emailAddr, facts);
  },

  async provision({ call, newUser, expect }) {
    const { emailAddr, ...user } = newUser();
    const first = await call('provision', { emailAddr, ...user });
    if (first.error) return isUnknown(first.error) || expect(emailAddr, { exists: false });
    const title = `${user.title}, provisioned again`;
    const { error } = await call('provision', { emailAddr, ...user, title });
    if (isUnknown(error)) return undefined;
    return expect(emailAddr, { exists: true, title: error ? user.title : title });
  },

  /** Creates users in a batch, and offboards those that exist. */
  async many({ call, newUser, expect, choices }) {
    const users = Array.from({ length: 2 + choices.below(4) }, newUser);
    const { output, error } = await call('batch', {
      operations: users.map((body) => ({ method: 'POST', uri: '/user', body })),
      chunkSize: 2,
    });
    const known = new Map();
    for (const [at, { emailAddr, title }] of users.entries()) {
      const { state, data } = output?.results[at] ?? {};
      if (state === 'done') known.set(emailAddr, { ID: data?.ID, facts: { exists: true, title } });
      else if (state === 'notDone' || state === 'notAttempted' || (error && !isUnknown(error))) {
        expect(emailAddr, { exists: false });
      }
    }
    if (known.size > 0) await offboard(call, known, choices.is(0.5));
    for (const [emailAddr, { facts }] of known) expect(emailAddr, facts);
  },
};

/** Offboards users, by e-mail address or by ID, and notes what the report says about each. */
async function offboard(call, known, byEmail) {
  const IDs = [...known.values()].map(({ ID }) => ID);
  const isByID = !byEmail && IDs.every(Boolean);
  const input = isByID ? { IDs } : { emails: [...known.keys()] };
  const { output, error } = await call('offboard', { ...input, verify: 'all' });
  for (const [emailAddr, user] of known) {
    const entry = output?.report.find((one) =>
      isByID ? one.ID === user.ID : one.emailAddr === emailAddr,
    );
    if (entry?.outcome === 'deactivated') user.facts.isActive = false;
    else if (error && !isUnknown(error)) user.facts.isActive = true;
  }
}
