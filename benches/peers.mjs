// The same work, done by each: by hand with fetch, by this package, by what people use today.
import { createPlugin } from '../js/entries/node.mjs';
import workfrontApi from 'workfront-api';

const { NodeApi } = workfrontApi;

export const fields = [
  ...['ID', 'name', 'username', 'emailAddr', 'firstName', 'lastName', 'title', 'isActive'],
  ...[
    'homeGroupID',
    'roleID',
    'accessLevelID',
    'managerID',
    'phoneNumber',
    'entryDate',
    'lastUpdateDate',
  ],
];

export async function peers({ url, apiKey }) {
  const credentials = { type: 'apiKey', apiKey };
  const withFetch = await createPlugin({
    baseUrl: url,
    credentials,
    fetch: (...args) => fetch(...args),
  });
  const withNode = await createPlugin({ baseUrl: url, credentials });
  const theirs = new NodeApi({ url, version: '18.0', apiKey });
  const headers = { apiKey, accept: 'application/json' };
  const root = `${url}/attask/api/v18.0`;
  const byHand = async (method, path, body) => {
    const response = await fetch(root + path, {
      method,
      headers: body ? { ...headers, 'content-type': 'application/json' } : headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const json = await response.json();
    if (!response.ok || json.error) throw new Error(json.error?.message);
    return json.data;
  };
  return {
    page: {
      'fetch by hand': () =>
        byHand('GET', `/user/search?fields=${fields}&ID_Sort=asc&$$FIRST=0&$$LIMIT=2000`),
      'workfront-actions, host fetch': () => withFetch.search({ fields, limit: 2000 }),
      'workfront-actions, Node': () => withNode.search({ fields, limit: 2000 }),
      'workfront-api': () =>
        theirs.search('user', { $$FIRST: 0, $$LIMIT: 2000, ID_Sort: 'asc' }, fields),
    },
    write: (ID) => ({
      'fetch by hand': (title) => byHand('PUT', `/user/${ID}?fields=ID`, { title }),
      'workfront-actions, host fetch': (title) => withFetch.update({ ID, changes: { title } }),
      'workfront-actions, Node': (title) => withNode.update({ ID, changes: { title } }),
      'workfront-api': (title) => theirs.edit('user', ID, { title }, ['ID']),
    }),
    withNode,
  };
}
