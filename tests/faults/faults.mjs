// The table of faults. Each has
//   name, group
//   effect(details)  what happens on the wire; details: request, genuine (the tenant's response, after the work), world
//   isCore           is also applied to several requests, not only to one
//   refuses          'workfront': a refusal in its format; 'http': a 4xx in another format
//   hangs            only a time limit ends it
//   needsWork        is applied only after the tenant has done the work
//   isHarmless       the call must succeed
//   isForLists       changes only lists
//   isForCounts      changes only counts, of scenarios with `isCounted`
//   onlyBefore, onlyWrites, onlyReads, when: 'later'
//   requestedWait    the wait that a Retry-After requests: [from, to] in milliseconds
import { connection } from './faults/connection.mjs';
import { alterations } from './faults/altered.mjs';
import { counts } from './faults/counts.mjs';
import { odd } from './faults/odd.mjs';
import { statuses } from './faults/statuses.mjs';

export const faults = [...connection, ...statuses, ...odd, ...alterations, ...counts];

const byName = new Map(faults.map((fault) => [fault.name, fault]));
if (byName.size !== faults.length) throw new Error('Two faults have the same name.');

export function faultNamed(name) {
  const fault = byName.get(name);
  if (!fault) throw new Error(`There is no fault '${name}'.`);
  return fault;
}
