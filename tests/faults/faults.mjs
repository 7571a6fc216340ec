// The table of faults. Each has
//   name, group
//   effect(details)  what happens on the wire; details: request, genuine (the tenant's response, after the work), world
//   isCore           is also tried repeatedly, not only once
//   refuses          'workfront': a refusal in its format; 'http': a 4xx in another format
//   hangs            only a time limit ends it
//   needsWork        is true only after the work
//   isHarmless       the call must succeed
//   isForLists       changes only lists
//   onlyBefore, onlyWrites, onlyReads, when: 'later'
//   asked            the wait that a Retry-After requests
import { connection } from './faults/connection.mjs';
import { alterations } from './faults/altered.mjs';
import { odd } from './faults/odd.mjs';
import { statuses } from './faults/statuses.mjs';

export const faults = [...connection, ...statuses, ...odd, ...alterations];

const byName = new Map(faults.map((fault) => [fault.name, fault]));
if (byName.size !== faults.length) throw new Error('Two faults have one name.');

export function faultNamed(name) {
  const fault = byName.get(name);
  if (!fault) throw new Error(`There is no fault '${name}'.`);
  return fault;
}
