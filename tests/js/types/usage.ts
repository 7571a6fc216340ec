// Code as users write it compiles, and wrong code does not. Compiled by types.test.mjs, never run.
import {
  createPlugin,
  initWasm,
  WorkfrontError,
  type ActionId,
  type ErrorKind,
  type InputOf,
  type OutputOf,
  type Plugin,
} from 'workfront-actions';
import manifest from 'workfront-actions/manifest';
import wasm from 'workfront-actions/module.wasm';

const wf: Plugin = await createPlugin({
  baseUrl: 'https://acme.my.workfront.com',
  apiVersion: 'v18.0',
  credentials: { type: 'bearer', accessToken: 'token', imsOrgId: 'X@AdobeOrg' },
  fetch: (url, init) => fetch(url, init),
  batchDialect: 'auto',
});
await createPlugin({ domain: 'acme', credentials: { type: 'apiKey', apiKey: 'key' } });
await createPlugin({ domain: 'acme', credentials: { type: 'session', sessionID: 'id' } });

// Any function of the right shape is a transport.
await createPlugin({
  domain: 'acme',
  credentials: { type: 'apiKey', apiKey: 'key' },
  fetch: async (url: string) => ({
    status: 200,
    headers: { get: (_name: string) => null },
    text: async () => url,
  }),
});

const created = await wf.create({
  username: 'jane@example.com',
  emailAddr: 'jane@example.com',
  firstName: 'Jane',
  lastName: 'Doe',
  accessLevelID: 'a',
  'DE:Employee Number': '42',
});
const status: 'active' | 'pending' | 'inactive' = created.status;
const { user } = await wf.run('get', { ID: 'abc123', fields: ['emailAddr'] });
const address: string | null | undefined = user.emailAddr;

const page = await wf.search({
  filters: [{ field: 'homeGroup:name', modifier: 'cieq', value: 'Leavers' }],
  anyOf: [[{ field: 'title', modifier: 'isnull' }], [{ field: 'title', value: ['A', 'B'] }]],
  sort: ['lastName', { field: 'entryDate', direction: 'desc' }],
  first: 0,
  limit: 2000,
});
const more: boolean = page.hasMore;

const controller = new AbortController();
for await (const { ID, name } of wf.searchAll(
  { fields: ['name'] },
  { signal: controller.signal },
)) {
  ID.toUpperCase();
  void name;
}

const { before, after, notes } = await wf.deactivate({ ID: 'abc123' });
const changed: boolean = before.isActive !== after.isActive;
notes.map((note) => note.trim());

const { results, dialect, requests, complete, stopped } = await wf.batch(
  { operations: [{ method: 'PUT', uri: '/user/abc', body: { isActive: false } }], chunkSize: 50 },
  { onProgress: ({ phase, done, total }) => void (phase === 'send' && done / total) },
);
if (!complete && stopped?.reason === 'budget') stopped.error.hint.trim();
for (const { ok, data, error } of results) void (ok ? data : error?.hint);
void [dialect === 'bulk', requests + 1];

const names: string[] = wf.manifest.actions.map(({ key, title }) => `${key}: ${title}`);
const schemas: unknown[] = manifest.actions.map(({ input, output }) => [input, output]);
wf.close();

try {
  await wf.get({ ID: 'x' });
} catch (error) {
  if (error instanceof WorkfrontError && error.kind === 'rateLimited') {
    const wait: number = error.retryAfterMs ?? 1000;
    void [wait, error.toJSON().hint, error.fields.length];
  }
}

const anyAction = async <Id extends ActionId>(id: Id, input: InputOf<Id>): Promise<OutputOf<Id>> =>
  wf.run(id, input);
const kinds: ErrorKind[] = ['validation', 'outcomeUnknown', 'cancelled', 'internal'];
void [status, address, more, changed, names, schemas, anyAction, kinds];

// @ts-expect-error only the whole manifest has schemas
void wf.manifest.actions[0]?.input;
// @ts-expect-error there is no such action
await wf.run('obliterate', {});
// @ts-expect-error a deletion must be confirmed
await wf.delete({ ID: 'a' });
// @ts-expect-error there is no such field of the input
await wf.get({ ID: 'a', feilds: [] });
// @ts-expect-error Workfront has no such modifier
await wf.search({ filters: [{ field: 'a', modifier: 'roughly', value: 'b' }] });
// @ts-expect-error only four methods
await wf.batch({ operations: [{ method: 'PATCH', uri: '/user/a' }] });
// @ts-expect-error a tenant's address is required
await createPlugin({ credentials: { type: 'apiKey', apiKey: 'key' } });
// @ts-expect-error one address is enough
await createPlugin({ domain: 'a', baseUrl: 'b', credentials: { type: 'apiKey', apiKey: 'key' } });
// @ts-expect-error each kind of credential has its own field
await createPlugin({ domain: 'a', credentials: { type: 'apiKey', accessToken: 'key' } });
// @ts-expect-error context has signal and onProgress
await wf.get({ ID: 'a' }, { singal: controller.signal });
// @ts-expect-error there is no such kind
const wrong: ErrorKind = 'oops';
void wrong;

await initWasm(wasm);
initWasm(await WebAssembly.compile(new Uint8Array()));
initWasm(new Uint8Array());
initWasm(fetch('https://example.com/module.wasm'));
initWasm(import('workfront-actions/module.wasm'));
// @ts-expect-error: not of its address
initWasm('./module.wasm');
// @ts-expect-error: of something
initWasm();
