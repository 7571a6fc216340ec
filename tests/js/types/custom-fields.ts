// Fields of users are known by name, custom ones begin with `DE:`.
import type { Plugin, User, UserChanges, UnknownFields } from 'workfront-actions';

declare const wf: Plugin;
declare const user: User;

const jane = { username: 'j', emailAddr: 'j@x.com', firstName: 'J', lastName: 'D' };

await wf.update({ ID: 'a', changes: { isActive: false, 'DE:Employee Number': '42' } });
await wf.update({ ID: 'a', changes: { 'DE:Boxes': ['a', 'b'], 'DE:Size': 7, 'DE:Note': null } });
await wf.update({ ID: 'a', changes: { parameterValues: { 'DE:Size': 7 } } });
await wf.create({ ...jane, accessLevel: 'Standard', 'DE:Size': 7 });
await wf.provision({ ...jane, accessLevel: 'Standard', 'DE:Size': 7, teams: ['t1', { ID: 't2' }] });
await wf.update({ ID: 'a', changes: { userGroups: [{ groupID: 'g', isOwner: true }] } });
export const custom = user['DE:Employee Number'];
export const nested = user.parameterValues?.['DE:Employee Number'];

// With the option allowUnknownFields.
const changes: UserChanges & UnknownFields = { title: 'Designer', shoeSize: 42 };
await wf.update({ ID: 'a', changes });

// @ts-expect-error a misspelled field
await wf.update({ ID: 'a', changes: { isActve: 12 } });
// @ts-expect-error a known field of another type
await wf.update({ ID: 'a', changes: { isActive: 12 } });
// @ts-expect-error a custom field without its prefix
await wf.create({ ...jane, 'Employee Number': '42' });
// @ts-expect-error a function is not a JSON value
await wf.update({ ID: 'a', changes: { 'DE:Size': () => 7 } });
// @ts-expect-error a misspelled field of a new user
await wf.provision({ ...jane, homegroup: 'Marketing' });
// @ts-expect-error a misspelled setting
await wf.provision({ ...jane, waitMS: 1000 });
// @ts-expect-error a row of a collection has the other object's ID
await wf.update({ ID: 'a', changes: { userGroups: [{ isOwner: true }] } });
// @ts-expect-error names of custom fields in one object also begin with DE:
await wf.update({ ID: 'a', changes: { parameterValues: { Size: 7 } } });
// @ts-expect-error fields that Workfront sets can't be written
await wf.update({ ID: 'a', changes: { lastLoginDate: '2026-01-01' } });
