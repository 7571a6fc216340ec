// Deactivates the active people of a home group, and looks whether it worked.

/**
 * Finds, deactivates and verifies. Nobody is lost: everyone found is either verified or in `failures`.
 * @param {import('workfront-actions').Plugin} wf
 */
export async function deactivateAll(wf, { group, chunkSize, onProgress }) {
  const active = await activePeopleOf(wf, group);
  if (active.length === 0) {
    return { group, active, deactivated: 0, verified: [], failures: [], succeeded: true };
  }

  const operations = active.map(({ ID }) => ({
    method: 'PUT',
    uri: `/user/${ID}`,
    body: { isActive: false },
  }));
  const { results, dialect } = await wf.batch({ operations, chunkSize }, { onProgress });

  // Workfront's word is not enough: read again who is inactive now.
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

/** Everyone active whose home group has this name: its ID is found by the name first. */
async function activePeopleOf(wf, group) {
  const { users } = await wf.search({
    filters: [{ field: 'homeGroup:name', value: group }],
    fields: ['homeGroupID'],
    limit: 1,
  });
  if (users.length === 0) return [];

  const people = [];
  const filters = [
    { field: 'homeGroupID', value: users[0].homeGroupID },
    { field: 'isActive', value: true },
  ];
  for await (const person of wf.searchAll({ filters, fields: ['name', 'emailAddr'] })) {
    people.push(person);
  }
  return people;
}

async function inactiveOf(wf, group) {
  const IDs = new Set();
  const filters = [
    { field: 'homeGroup:name', value: group },
    { field: 'isActive', value: false },
  ];
  for await (const { ID } of wf.searchAll({ filters, fields: ['ID'] })) IDs.add(ID);
  return IDs;
}

const reasonOf = ({ ok, error }) =>
  ok ? 'Workfront accepted it, but the account is still active.' : `${error.message} ${error.hint}`;
