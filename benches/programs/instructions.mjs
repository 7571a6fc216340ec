// Repeats one call with a response from memory, under valgrind. Nothing here waits for a clock or a socket, so the count of
// instructions is the same each time.
import { createPlugin } from '../../pkg/node/index.mjs';

const [task, who, count] = process.argv.slice(2);

const ID = (number) => String(number).padStart(32, '0');
const user = (number) => ({
  ID: ID(number),
  name: `First Last ${number}`,
  objCode: 'USER',
  ...{
    username: `first.last.${number}@example.com`,
    emailAddr: `first.last.${number}@example.com`,
  },
  ...{ firstName: 'First', lastName: `Last ${number}`, title: 'Producer', isActive: true },
  ...{ homeGroupID: ID(1), roleID: ID(2), accessLevelID: ID(3), managerID: ID(4) },
  ...{ phoneNumber: null, entryDate: '2022-12-05T19:00:00:000-0500' },
  lastUpdateDate: '2022-12-09T13:19:23:505-0500',
});
const person = {
  ...{ username: 'first.last.1@example.com', emailAddr: 'first.last.1@example.com' },
  ...{ firstName: 'First', lastName: 'Last 1', accessLevelID: ID(3) },
};
const fields = Object.keys(user(0)).filter((name) => name !== 'objCode');
const data = task === 'page' ? Array.from({ length: 2000 }, (_, at) => user(at)) : user(1);
const text = JSON.stringify({ data });
const mockFetch = async () => ({
  ok: true,
  status: 200,
  headers: { get: (name) => (name === 'content-type' ? 'application/json' : null) },
  text: async () => text,
  json: async () => JSON.parse(text),
});

async function byHand(method, path, body) {
  const response = await mockFetch(`https://example.com/attask/api/v18.0${path}`, {
    method,
    headers: { apiKey: 'key', accept: 'application/json', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const json = await response.json();
  if (!response.ok || json.error) throw new Error(json.error?.message);
  return json.data;
}

// Both contenders create the instance, so that the difference has no start in it.
const wf = await createPlugin({
  baseUrl: 'https://example.com',
  credentials: { type: 'apiKey', apiKey: 'key' },
  fetch: mockFetch,
});
const once = {
  page: {
    'by hand': () =>
      byHand('GET', `/user/search?fields=${fields}&ID_Sort=asc&$$FIRST=0&$$LIMIT=2000`),
    'workfront-actions': () => wf.search({ fields, limit: 2000 }),
  },
  create: {
    'by hand': () => byHand('POST', '/user?fields=ID,name,username,emailAddr', person),
    'workfront-actions': () => wf.create(person),
  },
}[task][who];
for (let times = 0; times < Number(count); times += 1) await once();
process.exit(0);
