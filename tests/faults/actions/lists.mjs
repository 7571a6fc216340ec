// Scenarios of the reads of a whole tenant from which a plan is made: `reconcile`, `reclaim` and `checkMapping`. A fault in any of
// their requests must lead to an error, or to the same plan, or to one in which more people are held back.
import { judgeListPlan, judgeMappingCheck } from '../judges/lists.mjs';
import { optionsOf, undisturbed } from './plans.mjs';

/** Later than any login of the sandbox's people. */
const later = Date.parse('2027-06-01T00:00:00Z');

/** The list as the directory has it: two people with another title, one who left, one who is new, and the others unchanged. */
function peopleOf({ people, users }) {
  const nameOf = ({ managerID }) => users.get(managerID)?.emailAddr;
  const rows = people.map((user, at) => ({
    ...{ mail: user.emailAddr, first: user.firstName, last: user.lastName },
    ...{ job: at < 2 ? `Title ${at}` : user.title, boss: nameOf(user) },
  }));
  const [first] = people.filter(({ isActive }) => isActive);
  const fresh = {
    mail: 'new1@example.com',
    first: 'New',
    last: 'Comer',
    job: 'New',
    boss: first.emailAddr,
  };
  return [...rows.slice(0, -1), { ...fresh, level: 'Standard', group: 'Marketing' }];
}

const mapping = {
  emailAddr: 'mail',
  firstName: 'first',
  lastName: 'last',
  title: 'job',
  manager: 'boss',
  accessLevel: 'level',
  homeGroup: 'group',
};

const limits = { create: 100, update: 100, deactivate: 100 };

const toReconcile = (more) => (state) => ({
  ...{ people: peopleOf(state), mapping, missing: 'deactivate', limits },
  ...more,
});

/** As the tenant is already. */
const asIs = ({ people }) => ({
  people: people.map(({ emailAddr, title }) => ({ emailAddr, title })),
  ...{ missing: 'deactivate', returners: 'reactivate', limits },
});

const seats = (more) => () => ({ inactiveDays: 30, includeNeverLoggedIn: true, limits, ...more });

/** One mistake of each kind that needs a read: names, fields, managers. */
const faulty = {
  ...mapping,
  accessLevel: { from: 'level', map: { Standard: 'Nothing of the name' } },
  homeGroup: { from: 'group', default: 'Nowhere' },
  favouriteColour: 'job',
};

/** A manager of the mapping itself. */
const withManagers = { ...mapping, manager: { from: 'boss', default: 'nobody@example.com' } };

const toCheck = (checked) => (state) => ({
  mapping: checked,
  people: [...peopleOf(state), { mail: 'new2@example.com', boss: 'nobody@example.com' }],
});

const reading = (
  action,
  name,
  inputOf,
  { judge = judgeListPlan, hasSteps = true, ...more } = {},
) => ({
  id: `${action}, ${name}`,
  action,
  optionsOf,
  async prepare(world, state, url) {
    world.advance(Math.max(0, later - world.now()));
    const input = inputOf(state);
    const output = await undisturbed(world, url, (wf) => wf.run(action, input));
    const expected = output.plan ?? output;
    const found = expected.steps ?? expected.problems;
    if (found.length > 0 !== hasSteps) throw new Error(`Found: ${JSON.stringify(expected)}`);
    return { input, expected, isThere: true };
  },
  input: ({ input }) => input,
  judge,
  isAtEveryRequest: true,
  isCounted: action !== 'checkMapping',
  ...more,
});

const scope = [{ field: 'isActive', value: true }];
const check = { judge: judgeMappingCheck };

export const lists = [
  reading('reconcile', 'a list', toReconcile(), { isThorough: true }),
  reading('reconcile', 'a scope', toReconcile({ scope })),
  reading('reconcile', 'nothing to change', asIs, { hasSteps: false }),
  reading('reclaim', 'to deactivate', seats({ action: 'deactivate' }), { isThorough: true }),
  reading('reclaim', 'to downgrade', seats({ action: 'downgrade', accessLevel: 'Contributor' })),
  reading('checkMapping', 'with problems', toCheck(faulty), check),
  reading('checkMapping', 'with managers', toCheck(withManagers), check),
];
