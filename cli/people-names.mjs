// Names for the users of a report, so that somebody can recognize them.
import { printMessage } from './output.mjs';

// The number of users whom one request reads.
const chunkSize = 500;

/**
 * One row for each user of offboard's report, with the name, the address, the access level and the outcome. Costs 1 request
 * for every 500 users. Without names, if they can't be read.
 * @param {any} wf
 * @param {{ report: any[], reassigned?: any[] }} output
 * @param {AbortSignal} signal
 */
export async function describePeople(wf, { report, reassigned = [] }, signal) {
  const ids = [...report, ...reassigned].flatMap(({ ID }) => (ID === undefined ? [] : [ID]));
  const users = await readUsers(wf, [...new Set(ids)], signal);
  const rowOf = (/** @type {any} */ { ID, emailAddr, outcome, error, reason }) => {
    const user = users.get(ID?.toLowerCase());
    const why = error?.message ?? reason;
    return {
      name: user?.name,
      emailAddr: emailAddr ?? user?.emailAddr,
      accessLevel: user?.accessLevel?.name,
      outcome,
      ID,
      ...(why !== undefined && { why }),
    };
  };
  return [
    ...report.map(rowOf),
    ...reassigned.map(({ ID, error }) => rowOf({ ID, outcome: 'new manager', error })),
  ];
}

/** @param {any} wf @param {string[]} ids @param {AbortSignal} signal */
async function readUsers(wf, ids, signal) {
  const users = new Map();
  try {
    for (let at = 0; at < ids.length; at += chunkSize) {
      const value = ids.slice(at, at + chunkSize);
      const filters = [{ field: 'ID', modifier: 'in', value }];
      const fields = ['name', 'emailAddr', 'accessLevel:name'];
      const found = await wf.search({ filters, fields, limit: chunkSize }, { signal });
      for (const user of found.users) users.set(user.ID.toLowerCase(), user);
    }
  } catch (/** @type {any} */ error) {
    if (error.kind === 'cancelled' || error.kind === 'unauthorized') throw error;
    printMessage(`The names can't be read: ${error.message}`);
  }
  return users;
}
