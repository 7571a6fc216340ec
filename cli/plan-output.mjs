// What the commands about plans have in common: showing a plan, saving it, its exit code.
import { described, withAdvice, withFlags } from './described.mjs';
import { exitCodes } from './exit-codes.mjs';
import { printJson, printMessage } from './output.mjs';
import { writeFile } from './plan-files.mjs';

/**
 * A page of a plan, or all of them.
 * @param {any} wf @param {any} plan @param {string} format @param {number} [page]
 * @returns {Promise<string>}
 */
export async function rendered(wf, plan, format, page) {
  const first = await wf.renderPlan({ plan, format, page: page ?? 1 });
  const texts = [first.text];
  for (let next = 2; page === undefined && next <= first.pages; next += 1) {
    texts.push((await wf.renderPlan({ plan, format, page: next })).text);
  }
  const text = texts.map((text) => text.replace(/\n*$/, '\n')).join('\n');
  const hasOptions = plan.action === 'reconcile' || plan.action === 'reclaim';
  return format === 'text' && hasOptions ? withAdvice(text, plan) : text;
}

/**
 * Prints a new plan, or saves it in a file and shows it, and returns the exit code. A plan over the limit is saved too: it is of use
 * once the limit is raised.
 * @param {any} wf @param {{ plan: any, wouldStop?: any }} made
 * @param {{ output?: string, json?: boolean, 'detailed-exitcode'?: boolean }} values
 * @param {Record<string, unknown>} options those that the command line may have
 */
export async function deliverPlan(wf, { plan, wouldStop }, values, options) {
  const { output, json, 'detailed-exitcode': detailed } = values;
  if (output !== undefined) writeFile(output, plan);
  const isShown = !json && (output !== undefined || process.stdout.isTTY);
  if (isShown) process.stdout.write(await rendered(wf, plan, 'text'));
  else if (output === undefined) printJson(plan);
  if (output === undefined && isShown) printMessage('The plan was not saved: add -o FILE.');
  if (plan.signature === undefined) {
    printMessage(
      'note: the plan has no signature, so nobody can approve it: set WORKFRONT_PLAN_KEYS',
    );
  }
  if (wouldStop) {
    printMessage(`The plan can't be applied: ${described(wouldStop, options)}`);
    return exitCodes.guard.code;
  }
  if (plan.stopped !== undefined) {
    printMessage(`The plan can't be approved or applied: ${withFlags(plan.warnings[0])}`);
    return exitCodes.guard.code;
  }
  if (plan.held.length > 0) return exitCodes.failed.code;
  return detailed && plan.steps.length > 0 ? exitCodes.changes.code : exitCodes.done.code;
}

/** Such as `2 applied, 1 drifted`. @param {Record<string, number>} counts */
export const countsText = (counts) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

/** The columns of a report in CSV, whatever the outcomes are. */
export const reportColumns = ['kind', 'name', 'emailAddr', 'outcome', 'state', 'ID', 'why'];

/** A row of a report or a comparison. @param {any} entry */
export const rowOf = ({
  kind,
  person,
  outcome,
  state,
  reason,
  ID,
  key,
  differences,
  error,
  message,
}) => ({
  ...(kind !== undefined && { kind }),
  name: person?.name ?? key,
  emailAddr: person?.emailAddr,
  ...(outcome !== undefined && { outcome }),
  ...(state !== undefined && { state }),
  ID,
  why: error?.message ?? message ?? reason ?? differences?.map(differenceText).join('; '),
});

/** @param {{ field: string, planned: unknown, present: unknown }} difference */
const differenceText = ({ field, planned, present }) =>
  `${field} is ${JSON.stringify(present)}, not ${JSON.stringify(planned)}`;
