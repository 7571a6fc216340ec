// The values of a filter fit its modifier.
import type { EventFilter, Filter, Plugin } from 'workfront-actions';

declare const wf: Plugin;
declare const ids: readonly string[];

export const fitting: readonly Filter[] = [
  { field: 'isActive', value: true },
  { field: 'ID', value: ids },
  { field: 'ID', modifier: 'in', value: ids },
  { field: 'ID', modifier: 'notin', value: ['a', 1] },
  { field: 'ID', modifier: 'in', value: 'a' },
  { field: 'title', modifier: 'cicontains', value: 'design' },
  { field: 'loginCount', modifier: 'gte', value: 3 },
  { field: 'entryDate', modifier: 'between', value: '2026-01-01', upperValue: '2026-12-31' },
  { field: 'entryDate', value: '2026-01-01', upperValue: '2026-12-31' },
  { field: 'managerID', modifier: 'isnull' },
  { field: 'managerID', modifier: 'notblank' },
];
await wf.search({ filters: fitting, anyOf: [fitting], sort: ['lastName'] as const });
await wf.count({ filters: fitting });
await wf.offboard({ filters: fitting });
await wf.lookup({ object: 'group', filters: fitting });
for await (const { ID } of wf.searchAll({ filters: fitting })) ID.toUpperCase();

// @ts-expect-error a list needs a modifier that takes one
export const list: Filter = { field: 'ID', modifier: 'eq', value: ids };
// @ts-expect-error a range has two ends
export const half: Filter = { field: 'entryDate', modifier: 'between', value: '2026-01-01' };
// @ts-expect-error an end of a range is one value
export const ends: Filter = { field: 'a', modifier: 'between', value: ids, upperValue: 'b' };
// @ts-expect-error isnull takes no value
export const none: Filter = { field: 'managerID', modifier: 'isnull', value: '' };
// @ts-expect-error another modifier takes one
export const missing: Filter = { field: 'title', modifier: 'contains' };
// @ts-expect-error only a range has an upper end
export const upper: Filter = { field: 'title', modifier: 'gte', value: 1, upperValue: 2 };
// @ts-expect-error a value is a string, a number or a boolean
export const date: Filter = { field: 'entryDate', value: new Date() };
// @ts-expect-error there is no such modifier
export const typo: Filter = { field: 'title', modifier: 'isNull' };

export const events: readonly EventFilter[] = [
  { fieldName: 'isActive', comparison: 'changed' },
  { type: 'group', connector: 'OR', filters: [{ fieldName: 'a', fieldValue: 1 }] },
];
// @ts-expect-error a group has a connector
export const group: EventFilter = { type: 'group', filters: [] };
