// Runs offboard: at once, as a dry run, or as a dry run that is shown and carried out if somebody agrees.
import { confirm } from './confirm.mjs';
import {
  inputOfPlan,
  isEmptyPlan,
  limitLine,
  merged,
  notAttempted,
  nothingBegun,
  questionOf,
} from './offboard-plan.mjs';
import { notesOf, progressBar, table } from './output.mjs';
import { describePeople } from './people-names.mjs';
import { isDisconnected } from './verdict.mjs';

/**
 * The output of the run. If it ended before its first change, because it was cancelled, declined or has no connection, the
 * output says so for each user.
 * @param {any} wf
 * @param {'ask' | 'dryRun' | 'run'} how
 * @param {any} input
 * @param {AbortSignal} signal
 */
export async function execute(wf, how, input, signal) {
  const offboard = (/** @type {any} */ input) => {
    const bar = progressBar();
    return wf.offboard(input, { signal, onProgress: bar.onProgress }).finally(bar.end);
  };
  let unchanged = nothingBegun(input);
  try {
    // A deletion needs the IDs.
    if (how === 'run' && input.pending !== 'reject') return await offboard(input);
    const plan = await offboard({ ...input, dryRun: true });
    if (how === 'dryRun' || isEmptyPlan(plan)) return plan;
    unchanged = plan;
    if (how === 'run') return merged(plan, await offboard(inputOfPlan(plan, input)));
    process.stderr.write(
      `${table(await describePeople(wf, plan, signal))}${notesOf(plan.notes)}${limitLine(plan)}`,
    );
    if (plan.wouldStop) throw Object.assign(new Error(plan.wouldStop.message), plan.wouldStop);
    if (await confirm(questionOf(plan, input.newManager), signal)) {
      return merged(plan, await offboard(inputOfPlan(plan, input)));
    }
    return notAttempted(plan, { reason: 'cancelled' });
  } catch (/** @type {any} */ error) {
    if (error.kind !== 'cancelled' && !isDisconnected(error)) throw error;
    return notAttempted(unchanged, { reason: error.kind, error });
  }
}
