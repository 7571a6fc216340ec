// Makes the input of creating users.
import { byHand } from '../peers.mjs';

/**
 * Returns a function that makes a user of this name, which must be new.
 * @param {{ url: string, apiKey: string }} tenant
 */
export async function userMaker(tenant) {
  const query = 'fields=accessLevelID&$$LIMIT=1';
  const [{ accessLevelID }] = await byHand(tenant)('GET', `/user/search?${query}`);
  return (name) => {
    const username = `${name}@example.com`;
    return { username, emailAddr: username, firstName: 'New', lastName: 'Person', accessLevelID };
  };
}
