// The contenders, which do the same work: fetch by hand, this package, and the npm package `workfront-api`.
import { createPlugin } from '../pkg/node/index.mjs';
import workfrontApi from 'workfront-api';

const { NodeApi } = workfrontApi;

export const fields = [
  ...['ID', 'name', 'username', 'emailAddr', 'firstName', 'lastName', 'title', 'isActive'],
  ...['homeGroupID', 'roleID', 'accessLevelID', 'managerID'],
  ...['phoneNumber', 'entryDate', 'lastUpdateDate'],
];

// The fields that this package reads back after a write: all contenders request them, so that the responses are equal.
export const written = [
  'ID',
  'username',
  'emailAddr',
  'firstName',
  'lastName',
  'isActive',
  'title',
];
const created = [
  ...['ID', 'name', 'username', 'emailAddr', 'firstName', 'lastName', 'isActive'],
  ...['accessLevelID', 'homeGroupID', 'userApproval:status'],
];

export const names = {
  hand: 'fetch by hand',
  host: 'workfront-actions, host fetch',
  node: 'workfront-actions, Node',
  theirs: 'workfront-api',
};

/** Requests written by hand. They detect errors, also in a response with status 200. */
export function byHand({ url, apiKey }) {
  const headers = { apiKey, accept: 'application/json' };
  const root = `${url}/attask/api/v18.0`;
  return async (method, path, body) => {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(root + path, {
      method,
      headers: body && !isForm ? { ...headers, 'content-type': 'application/json' } : headers,
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    const json = await response.json();
    if (!response.ok || json.error) throw new Error(json.error?.message ?? `${response.status}`);
    return json.data;
  };
}

export async function peers({ url, apiKey }) {
  const options = { baseUrl: url, credentials: { type: 'apiKey', apiKey } };
  const withFetch = await createPlugin({ ...options, fetch: (...args) => fetch(...args) });
  const withNode = await createPlugin(options);
  const api = new NodeApi({ url, version: '18.0', apiKey });
  const hand = byHand({ url, apiKey });
  return {
    page: {
      [names.hand]: () =>
        hand('GET', `/user/search?fields=${fields}&ID_Sort=asc&$$FIRST=0&$$LIMIT=2000`),
      [names.host]: () => withFetch.search({ fields, limit: 2000 }),
      [names.node]: () => withNode.search({ fields, limit: 2000 }),
      [names.theirs]: () =>
        api.search('user', { $$FIRST: 0, $$LIMIT: 2000, ID_Sort: 'asc' }, fields),
    },
    write: (ID) => ({
      [names.hand]: (title) => hand('PUT', `/user/${ID}?fields=${written}`, { title }),
      [names.host]: (title) => withFetch.update({ ID, changes: { title } }),
      [names.node]: (title) => withNode.update({ ID, changes: { title } }),
      [names.theirs]: (title) => api.edit('user', ID, { title }, written),
    }),
    create: {
      [names.hand]: (user) => hand('POST', `/user?fields=${created}`, user),
      [names.host]: (user) => withFetch.create(user),
      [names.node]: (user) => withNode.create(user),
      [names.theirs]: (user) => api.create('user', user, created),
    },
  };
}
