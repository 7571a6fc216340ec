// Fields have their documented types; fields without a documented type are JSON values.
import type {
  Json,
  LookupItem,
  Plugin,
  User,
  UnknownFields,
  WorkfrontEvent,
  WorkfrontObject,
} from 'workfront-actions';

declare const wf: Plugin;
declare const user: User;
declare const event: WorkfrontEvent;
declare const item: LookupItem;

export const texts: (string | null | undefined)[] = [
  user.name,
  user.lastLoginDate,
  user.entryDate,
  user.lastUpdateDate,
  user.enteredByID,
  user.customerID,
  user.objCode,
  user.accessLevel?.name,
  user.manager?.emailAddr,
  user.userApproval?.status,
  user.userGroups?.[0]?.group?.name,
  user.teams?.[0]?.name,
  item.licenseType,
  item.parentID,
  event.newState.emailAddr,
  event.oldState.lastLoginDate,
];
export const flags: (boolean | null | undefined)[] = [
  user.isAdmin,
  user.hasPassword,
  user.userGroups?.[0]?.isOwner,
  item.isActive,
  item.isDefault,
];
export const counts: (number | null | undefined)[] = [
  user.loginCount,
  user.fte,
  user.userRoles?.[0]?.timePercentage,
];
export const id: string = user.ID;

// Whether an event has a boolean or a string isn't documented.
export const active: boolean | string | null | undefined = event.newState.isActive;
export const before: Json | undefined = event.changes[0]?.before;

const { data } = await wf.call({
  method: 'GET',
  object: 'project',
  parameters: { name: ['a', 1] },
});
export const rows: Json = data;
export const projects = data as { ID: string; name: string }[];

// Fields without a type are read through UnknownFields.
export const size = (user as User & UnknownFields)['avatarSize'];
export const kind: WorkfrontObject = 'accessLevel';

// @ts-expect-error the name is a string
export const name: number | null | undefined = user.name;
// @ts-expect-error a flag is a boolean
export const admin: string | null | undefined = user.isAdmin;
// @ts-expect-error there is no such field
export const typo = user.lastLoginDates;
// @ts-expect-error a reference is an object
user.accessLevel?.toUpperCase();
// @ts-expect-error an event of a user has no user name
event.newState.username;
// @ts-expect-error a look-up reads no such field
item.licenceType;
// @ts-expect-error data may be anything
data.toUpperCase();
// @ts-expect-error a parameter is a string, a number, a boolean, null or an array of them
await wf.call({ method: 'GET', object: 'project', parameters: { name: { a: 1 } } });
// @ts-expect-error no exported type shadows the global Object
export type Shadow = import('workfront-actions').Object;
