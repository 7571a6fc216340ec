// Which exit code an error or an output stands for.
import { exitCodes } from './exit-codes.mjs';

/** An invalid command line, input or file. */
export class Usage extends Error {
  /** @param {string} message @param {ErrorOptions & { showsHelp?: boolean }} [options] */
  constructor(message, { showsHelp = true, ...options } = {}) {
    super(message, options);
    this.showsHelp = showsHelp;
  }
}

/** The guards that stop a run: the `reason` of an error of the kind `forbidden`. */
const guards = new Set([
  'ownUser',
  'ownUserUnknown',
  'administrator',
  'lastAdministrator',
  'protected',
  'limit',
  'pending',
]);

/** Whether a guard of the package refused it, not Workfront. @param {any} error */
export const isHeld = ({ kind, reason }) => kind === 'forbidden' && guards.has(reason);

/** The actions without a request. That an event isn't genuine says nothing about the connection. */
const local = new Set(['verifyEvent', 'parseEvent']);

/** Whether the error means that there is no connection. @param {any} error */
export const isDisconnected = ({ kind, isConnection, action }) =>
  isConnection === true || ((kind === 'unauthorized' || kind === 'network') && !local.has(action));

/** The exit code of a command that failed as a whole. @param {any} error */
export function exitCodeOfError(error) {
  // A list that is much shorter than usual: a guard, although the input is at fault.
  if (error.remedy?.option === 'baseline') return exitCodes.guard.code;
  if (error instanceof Usage || isRefusedInput(error)) return exitCodes.usage.code;
  if (isDisconnected(error)) return exitCodes.connection.code;
  const isStopped = isHeld(error) || error.kind === 'budget' || error.kind === 'notApproved';
  return isStopped ? exitCodes.guard.code : exitCodes.failed.code;
}

/** Whether the package refused the input: a status would be of Workfront's response. @param {any} error */
const isRefusedInput = ({ kind, status, isConnection }) =>
  kind === 'validation' && status === undefined && !isConnection;

/** The outcomes that need somebody's attention. */
const problems = new Set([
  'failed',
  'notFound',
  'held',
  'drifted',
  'pending',
  'unverified',
  'notAttempted',
  'unknown',
]);

const isUndone = (/** @type {string} */ outcome) =>
  (problems.has(outcome) && outcome !== 'unverified' && outcome !== 'unknown') ||
  outcome === 'duplicate';

/** The outcomes of a dry run that stand for a change. */
const plans = new Set([
  'planned',
  'rejectionPlanned',
  'missing',
  'differs',
  'wouldCreate',
  'wouldUpdate',
]);

/**
 * The exit code of an action's output, or of `{ report }` with an `outcome` for each entry.
 * @param {any} output
 * @param {{ dryRun?: boolean, detailed?: boolean }} [options] whether it is of a dry run, and whether a change that it
 * plans has a code of its own
 */
export function exitCodeOfOutput(output, { dryRun = false, detailed = false } = {}) {
  if (output?.wouldStop) return exitCodes.guard.code;
  const outcomes = outcomesOf(output);
  const hasProblem =
    output?.stopped !== undefined ||
    output?.complete === false ||
    output?.valid === false ||
    outcomes.some((outcome) => problems.has(outcome)) ||
    // Some of the users who report to the deactivated ones still do.
    output?.reassigned?.some?.((/** @type {any} */ { ok }) => ok === false) ||
    // A dry run that finds a difference isn't a failure.
    (output?.ok === false && !dryRun) ||
    output?.pending === true;
  if (hasProblem) {
    const isLost = isDisconnected({ kind: reasonOf(output?.stopped) });
    const isNothingDone = outcomes.every((outcome) => isUndone(outcome));
    return isLost && isNothingDone ? exitCodes.connection.code : exitCodes.failed.code;
  }
  const hasChange =
    outcomes.some((outcome) => plans.has(outcome)) ||
    output?.changed === true ||
    output?.reassigned?.length > 0;
  return dryRun && detailed && hasChange ? exitCodes.changes.code : exitCodes.done.code;
}

/** Why a run stopped, as a word. @param {any} stopped */
export const reasonOf = (stopped) => stopped?.reason ?? stopped;

/** @param {any} output @returns {string[]} */
function outcomesOf(output) {
  if (Array.isArray(output?.report)) {
    return output.report.map((/** @type {any} */ { outcome }) => outcome);
  }
  if (Array.isArray(output?.results)) {
    return output.results.map((/** @type {any} */ { ok, state }) =>
      ok ? 'done' : state === undefined || state === 'notDone' ? 'failed' : state,
    );
  }
  return typeof output?.outcome === 'string' ? [output.outcome] : [];
}
