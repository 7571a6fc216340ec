// npx workfront-actions reclaim
import { command, number, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { filtersOf, limitsOf, scopeHelp } from './limits.mjs';
import { checkOutput } from './output-file.mjs';
import { progressBar } from './output.mjs';
import { deliverPlan } from './plan-output.mjs';
import { planHelp, planOptions, planRequest } from './plan-request.mjs';

// Held back because Workfront doesn't show enough; the other reasons tell whose seat isn't ours to free.
const wrong = ['unknownLogin', 'unknownState'];

const help = `Usage: workfront-actions reclaim --inactive-days N (--deactivate | --downgrade-to LEVEL) [options]

Finds people who haven't signed in for N days, and saves the plan that frees their seats. Changes nothing; plan show, approve
and apply use what was saved. What Workfront shows of logins:
https://github.com/workfront-actions/workfront-actions/blob/main/docs/reconcile.md#reclaim-seats
  workfront-actions reclaim --inactive-days 90 --downgrade-to Contributor -o plan.json

The people
  --inactive-days N
                  after how many days without a login a seat counts as unused
  --deactivate    deactivates them
  --downgrade-to LEVEL
                  gives them this access level; whose licence isn't higher is left alone
${scopeHelp}  --include-never-logged-in
                  also people who have never signed in; without it they are held back
  --include-external
                  also people with an External licence
  --newer-than-days N
                  leaves accounts alone that were created within N days (default: as --inactive-days)
  --include-administrators
                  also plan changes that shut administrators out
  --max-update N, --max-deactivate N
                  limits of downgrades and deactivations, as numbers or shares such as 10%
  --max N         how many people applying the plan may shut out (default: --max-deactivate, or the connection's maxPeople)

Options
${planHelp}`;

const options = {
  'inactive-days': option.string,
  deactivate: option.flag,
  'downgrade-to': option.string,
  scope: option.strings,
  'include-never-logged-in': option.flag,
  'include-external': option.flag,
  'newer-than-days': option.string,
  'include-administrators': option.flag,
  'max-update': option.string,
  'max-deactivate': option.string,
  max: option.string,
  ...planOptions,
};

export const run = command({
  name: 'reclaim',
  help,
  options,
  prepare({ values, positionals }) {
    if (positionals.length > 0) {
      throw new Usage(`reclaim takes options only, but '${positionals[0]}' was passed`);
    }
    checkOutput(values, []);
    const inactiveDays = number('inactive-days', values['inactive-days']);
    if (inactiveDays === undefined) throw new Usage('--inactive-days must be set');
    const newerThanDays = number('newer-than-days', values['newer-than-days']);
    return {
      inactiveDays,
      ...actionOf(values),
      ...(values.scope !== undefined && { scope: filtersOf(values.scope) }),
      ...(values['include-never-logged-in'] && { includeNeverLoggedIn: true }),
      ...(values['include-external'] && { includeExternal: true }),
      ...(newerThanDays !== undefined && { newerThanDays }),
      ...(values['include-administrators'] && { includeAdministrators: true }),
      ...limitsOf(values),
      ...(values.max !== undefined && { maxPeople: number('max', values.max) }),
      ...planRequest(values),
    };
  },
  async body({ values, prepared, wf, signal }) {
    const bar = progressBar();
    const made = await wf
      .reclaim(prepared, { signal, onProgress: bar.onProgress })
      .finally(bar.end);
    const code = await deliverPlan(wf, made, values, options);
    const { plan } = made;
    if (made.wouldStop !== undefined || plan.stopped !== undefined) return code;
    const isWrong = plan.held.some((/** @type {any} */ { reason }) => wrong.includes(reason));
    if (isWrong) return exitCodes.failed.code;
    const hasChanges = values['detailed-exitcode'] && plan.steps.length > 0;
    return hasChanges ? exitCodes.changes.code : exitCodes.done.code;
  },
});

/** @param {any} values */
function actionOf({ deactivate, 'downgrade-to': accessLevel }) {
  if (Boolean(deactivate) === (accessLevel !== undefined)) {
    throw new Usage('set either --deactivate or --downgrade-to');
  }
  return deactivate ? { action: 'deactivate' } : { action: 'downgrade', accessLevel };
}
