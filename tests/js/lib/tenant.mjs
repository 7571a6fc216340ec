// A minimal tenant for the demo, with failures that the sandbox doesn't have.
import { record } from './recorder.mjs';

/**
 * Starts a tenant with these people (`{ ID, name, emailAddr, isActive }`, all of the group Leavers).
 * `deactivate(person)` is what a deactivation does; it may throw.
 */
export function startTenant(t, people, deactivate) {
  const groups = { homeGroupID: 'g1', 'homeGroup:name': 'Leavers' };
  const search = (query) => {
    const asked = new URLSearchParams(query);
    const IDs = asked.getAll('ID');
    const fits = (person) =>
      (IDs.length === 0 || IDs.includes(person.ID)) &&
      Object.entries({ ...groups, isActive: String(person.isActive) }).every(
        ([field, value]) => (asked.get(field) ?? value) === value,
      );
    const first = Number(asked.get('$$FIRST'));
    const found = people.filter(fits).slice(first, first + Number(asked.get('$$LIMIT')));
    return found.map((person) => ({ ...person, homeGroupID: 'g1', isAdmin: false }));
  };
  const update = ({ uri }) => {
    const [path] = uri.split('?');
    const person = people.find(({ ID }) => path.endsWith(`/${ID}`));
    try {
      deactivate(person);
      return { ID: person.ID, isActive: false };
    } catch ({ message }) {
      return { error: { message } };
    }
  };
  return record(t, ({ path, query, body }) => ({
    body: { data: path.endsWith('/search') ? search(query) : JSON.parse(body).updates.map(update) },
  }));
}
