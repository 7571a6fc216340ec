// Deactivates the active users of a home group, and verifies the result.

/**
 * @typedef {import('workfront-actions').Plugin} Plugin
 * @typedef {import('workfront-actions').User & { ID: string }} Person
 *
 * @typedef {object} Outcome
 * @property {string} group
 * @property {Person[]} active the users that were found
 * @property {number} deactivated how many updates Workfront accepted
 * @property {Person[]} verified the users that are inactive now
 * @property {{ person: Person, reason: string }[]} failures
 * @property {string | null} [dialect]
 * @property {boolean} succeeded
 */

/**
 * Finds, deactivates and verifies. Each user that was found is either in `verified` or in `failures`.
 * @param {Plugin} wf
 * @param {{ group: string, chunkSize: number, onProgress: (progress: import('workfront-actions').Progress) => void }} options
 * @returns {Promise<Outcome>}
 */
export async function deactivateAll(wf, { group, chunkSize, onProgress }) {
  const active = await activePeopleOf(wf, group);
  if (active.length === 0) {
    return { group, active, deactivated: 0, verified: [], failures: [], succeeded: true };
  }

  /** @type {import('workfront-actions').Operation[]} */
  const operations = active.map(({ ID }) => ({
    method: 'PUT',
    uri: `/user/${ID}`,
    body: { isActive: false },
  }));
  const { results, dialect } = await wf.batch({ operations, chunkSize }, { onProgress });

  // An accepted update isn't proof: read the users again.
  const inactive = await inactiveOf(wf, group);
  const verified = active.filter(({ ID }) => inactive.has(ID));
  const failures = active
    .map((person, index) => ({ person, result: results[index] }))
    .filter(({ person }) => !inactive.has(person.ID))
    .map(({ person, result }) => ({ person, reason: reasonOf(result) }));
  return {
    group,
    active,
    deactivated: results.filter(({ ok }) => ok).length,
    verified,
    failures,
    dialect,
    succeeded: failures.length === 0,
  };
}

/** The active users of a home group, whose ID is looked up by its name first. @param {Plugin} wf @param {string} group */
async function activePeopleOf(wf, group) {
  const { users } = await wf.search({
    filters: [{ field: 'homeGroup:name', value: group }],
    fields: ['homeGroupID'],
    limit: 1,
  });
  if (users.length === 0) return [];

  const people = [];
  const filters = [
    { field: 'homeGroupID', value: String(users[0].homeGroupID) },
    { field: 'isActive', value: true },
  ];
  for await (const person of wf.searchAll({ filters, fields: ['name', 'emailAddr'] })) {
    people.push(person);
  }
  return people;
}

/** @param {Plugin} wf @param {string} group */
async function inactiveOf(wf, group) {
  const IDs = new Set();
  const filters = [
    { field: 'homeGroup:name', value: group },
    { field: 'isActive', value: false },
  ];
  for await (const { ID } of wf.searchAll({ filters, fields: ['ID'] })) IDs.add(ID);
  return IDs;
}

/** @param {import('workfront-actions').BatchResult} result */
const reasonOf = ({ ok, error }) =>
  ok
    ? 'Workfront accepted it, but the account is still active.'
    : `${error?.message} ${error?.hint}`;
