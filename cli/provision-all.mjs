// Provisions people one after the other, with an outcome for each of them.
import { described } from './described.mjs';
import { messageOf } from './people.mjs';
import { isHeld } from './verdict.mjs';

// So many failures of the connection in a row end the run: each takes all its retries.
const maxNetworkErrors = 3;

/** @typedef {{ reason: string, message: string }} Stopped */
/** @typedef {import('./people.mjs').Row} Row */

/**
 * Provisions each person. It rejects nothing: a failure is the outcome of its row, and after a stop (Ctrl+C, a credential that
 * is refused, a host that isn't reached) the other rows are `notAttempted`.
 * @param {any} wf
 * @param {{ rows: Row[], dryRun: boolean, input: object, options: Record<string, unknown> }} work
 * `input` is added to each person; `options` are those of the command
 * @param {AbortSignal} signal
 * @param {(progress: { done: number, total: number }) => void} onProgress
 * @returns {Promise<{ report: Record<string, any>[], stopped?: Stopped }>}
 */
export async function provisionAll(wf, { rows, dryRun, input, options }, signal, onProgress) {
  /** @type {Stopped | undefined} */
  let stopped;
  let networkErrors = 0;
  const report = [];
  for (const row of rows) {
    if (signal.aborted) stopped ??= { reason: 'cancelled', message: 'it was cancelled' };
    const known = { row: row.row, emailAddr: row.person.emailAddr };
    const verdict = rejected(row);
    if (verdict) {
      report.push({ ...known, ...verdict });
    } else if (stopped) {
      report.push({ ...known, outcome: 'notAttempted' });
    } else {
      try {
        const done = await wf.provision({ ...row.person, ...input }, { signal });
        networkErrors = 0;
        report.push({ ...known, ...resultOf(done, dryRun, options) });
      } catch (/** @type {any} */ error) {
        networkErrors = error.kind === 'network' ? networkErrors + 1 : 0;
        stopped = reasonToStop(error, networkErrors);
        report.push({ ...known, outcome: outcomeOf(error), error: described(error, options) });
      }
    }
    onProgress({ done: report.length, total: rows.length });
  }
  return { report, ...(stopped && { stopped }) };
}

/** The verdict of a row that is not sent. @param {Row} row */
function rejected({ problems, duplicateOf, ...row }) {
  const first = duplicateOf && { duplicateOf: duplicateOf.row };
  if (problems === undefined) return first && { outcome: 'duplicate', ...first };
  return {
    outcome: 'failed',
    ...first,
    error: `${messageOf({ problems, ...row })}: the row was not sent`,
  };
}

/** @param {any} error @param {number} networkErrors @returns {Stopped | undefined} */
function reasonToStop({ kind, reason, message }, networkErrors) {
  const lost = kind === 'outcomeUnknown' ? reason : kind;
  if (lost === 'cancelled' || lost === 'unauthorized') return { reason: lost, message };
  return networkErrors < maxNetworkErrors ? undefined : { reason: 'network', message };
}

/** @param {any} error */
function outcomeOf(error) {
  if (error.kind === 'outcomeUnknown') return 'unverified';
  if (error.kind === 'cancelled') return 'notAttempted';
  return isHeld(error) ? 'held' : 'failed';
}

/** What a dry run calls what it found, compared with the account. */
const planned = /** @type {Record<string, string>} */ ({
  wouldCreate: 'missing',
  wouldUpdate: 'differs',
  unchanged: 'present',
});

/** @param {any} output @param {boolean} dryRun @param {Record<string, unknown>} options */
function resultOf({ outcome, user, changes, held }, dryRun, options) {
  const ID = user.ID && { ID: user.ID };
  if (!dryRun) return { outcome, ...ID };
  return {
    outcome: planned[outcome] ?? outcome,
    ...ID,
    ...(outcome === 'wouldUpdate' && {
      changes: changes.map((/** @type {any} */ { field }) => field),
    }),
    ...(held && { error: described(held, options) }),
  };
}
