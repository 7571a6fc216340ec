// Users to be made.
import { byHand } from '../peers.mjs';

/**
 * What makes a new person of a name that nobody has had.
 * @param {{ url: string, apiKey: string }} tenant
 */
export async function newcomers(tenant) {
  const query = 'fields=accessLevelID&$$LIMIT=1';
  const [{ accessLevelID }] = await byHand(tenant)('GET', `/user/search?${query}`);
  return (name) => {
    const username = `${name}@example.com`;
    return { username, emailAddr: username, firstName: 'New', lastName: 'Person', accessLevelID };
  };
}
