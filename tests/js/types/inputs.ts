// Optional inputs may be left out or undefined, and arrays in them may be readonly.
import type {
  ActionId,
  CallContext,
  InputOf,
  OutputOf,
  Plugin,
  TestConnectionOutput,
} from 'workfront-actions';

declare const wf: Plugin;
declare const names: readonly string[];
declare const maybe: string | undefined;
declare const signal: AbortSignal | undefined;

await wf.testConnection();
await wf.testConnection({}, {});
await wf.logout();
await wf.search();
await wf.count();
await wf.changes();
await wf.subscriptions();
wf.searchAll();
export const tested: Promise<TestConnectionOutput> = wf.run('testConnection');
await wf.run('search');
await wf.run('get', { ID: 'a' });

await wf.get({ ID: 'a', fields: names, user: undefined }, { signal, onProgress: undefined });
await wf.search({ fields: names, sort: names, limit: undefined });
await wf.offboard({ IDs: names, emails: undefined });
await wf.subscriptionVersion({ version: 'v2', subscriptionIds: names });
await wf.verifyEvent({ authToken: names });
await wf.parseEvent('{}', { authToken: names, authorization: maybe });
await wf.parseEvent({ body: '{}', authToken: 'secret' });
await wf.handleEvent(new Request('https://example.com'), { authToken: names, onEvent() {} });
await wf.batch({
  operations: [{ method: 'PUT', uri: '/user/a', body: { teams: [{ ID: 't' }] } }] as const,
});

// A method can be used without its plugin.
export const { search } = wf;
export const any = async <Id extends ActionId>(id: Id, input: InputOf<Id>): Promise<OutputOf<Id>> =>
  wf.run(id, input);
export const context: CallContext = { onProgress: ({ done, total }) => void (done / total) };

// @ts-expect-error the user is missing
await wf.get();
// @ts-expect-error the user is missing
await wf.get({});
// @ts-expect-error a user has an ID or another handle, not both
await wf.get({ ID: 'a', user: 'jane@example.com' });
// @ts-expect-error the user is missing
await wf.update({ changes: { title: 'x' } });
// @ts-expect-error the user may be missing
await wf.deactivate({ user: maybe });
// @ts-expect-error the user is missing
await wf.reactivate({ accessLevel: 'Standard' });
// @ts-expect-error an access level has an ID or a name, not both
await wf.reactivate({ ID: 'a', accessLevelID: 'b', accessLevel: 'Standard' });
await wf.reactivate({ user: 'jane@example.com', accessLevel: maybe });
const person = { username: 'j', emailAddr: 'j@example.com', firstName: 'J', lastName: 'D' };
// @ts-expect-error an access level is missing
await wf.create(person);
// @ts-expect-error an access level has an ID or a name, not both
await wf.create({ ...person, accessLevelID: 'b', accessLevel: 'Standard' });
await wf.create({ ...person, accessLevel: 'Standard', 'DE:Cost Center': 'x' });
// @ts-expect-error an access level is missing
await wf.provision({ ...person, approve: true });
// @ts-expect-error a replacement has an ID or another handle, not both
await wf.delete({ ID: 'a', confirm: 'a', replacementID: 'b', replacement: 'Jane Doe' });
// @ts-expect-error the users are missing
await wf.offboard({ dryRun: true });
// @ts-expect-error the users come from one source
await wf.offboard({ IDs: ['a'], emails: ['jane@example.com'] });
// @ts-expect-error one subscription, several or all
await wf.subscriptionVersion({ version: 'v2', id: 'a', allCustomerSubscriptions: true });
// @ts-expect-error the users are missing
await wf.offboard();
// @ts-expect-error an input is required
await wf.create();
// @ts-expect-error an input is also required by run
await wf.run('get');
// @ts-expect-error it takes nothing
await wf.testConnection({ verbose: true });
// @ts-expect-error a name is not an array
await wf.get({ ID: 'a', fields: 'name' });
// @ts-expect-error null is not undefined
await wf.get({ ID: 'a' }, { signal: null });
