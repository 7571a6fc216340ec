// npx workfront-actions offboard
import { command, option, Usage } from './command.mjs';
import { needsAnswer } from './confirm.mjs';
import { described } from './described.mjs';
import { exitCodes } from './exit-codes.mjs';
import { offboardInput, offboardOptions } from './offboard-input.mjs';
import { notesOf, printMessage } from './output.mjs';
import { isDeclined, isUnchanged } from './offboard-plan.mjs';
import { execute } from './offboard-run.mjs';
import { fileHelp } from './people.mjs';
import { describePeople } from './people-names.mjs';
import { formatHelp, formatOf, formatOptions, printFormatted } from './report-format.mjs';
import { exitCodeOfOutput, reasonOf } from './verdict.mjs';

const help = `Usage: workfront-actions offboard [filter …] [options]

Deactivates many users in batches, reads them again, and reports an outcome for each. Select the users with filters
(field=value, field!=value or field~text), by e-mail address or ID, or with a file of them. On a terminal it shows the users first and asks;
only the users shown are deactivated. Elsewhere it needs --yes or --dry-run.

Options
  --email A       a user by e-mail address (repeat for more)
  --id ID         a user by ID (repeat for more)
  --file FILE     the users of a CSV, JSON or JSON lines file, by ID or emailAddr; other columns are left out; - for
                  standard input
  --dry-run       only report what would be done; never asks
  --detailed-exitcode
                  with --dry-run: exit with 4 if there is somebody to deactivate
  --yes           deactivate without a question
  --max N         stop before any change if more users than this would be deactivated
  --verify HOW    all (default), sample or none
  --new-manager M the new manager of users who report to the deactivated ones: e-mail address or name
  --include-administrators
                  deactivate administrators too, instead of holding them back
  --reject-pending
                  reject the approval of users who wait for one, which deletes them
  --clear-teams   also remove the users from all teams
${formatHelp}  --config FILE   a file with the connection settings

${fileHelp}`;

const options = {
  ...offboardOptions,
  'dry-run': option.flag,
  'detailed-exitcode': option.flag,
  yes: option.flag,
  'reject-pending': option.flag,
  ...formatOptions,
};

export const run = command({
  name: 'offboard',
  help,
  options,
  async prepare({ values, positionals }) {
    const input = {
      ...(await offboardInput(values, positionals)),
      ...(values['reject-pending'] && { pending: 'reject' }),
    };
    const format = formatOf(values);
    const dryRun = Boolean(values['dry-run']);
    const detailed = Boolean(values['detailed-exitcode']);
    if (detailed && !dryRun) throw new Usage('--detailed-exitcode needs --dry-run');
    const asks = !dryRun && needsAnswer(values, 'deactivate the users');
    return { input, dryRun, detailed, asks, format };
  },
  async body({ prepared: { input, dryRun, detailed, asks, format }, wf, signal }) {
    const output = await execute(wf, asks ? 'ask' : dryRun ? 'dryRun' : 'run', input, signal);
    if (asks && isDeclined(output)) {
      if (format === 'json') await printFormatted(format, [], { whole: output });
      printMessage('Nothing was changed.');
      return exitCodes.failed.code;
    }
    if (format === 'table' && output.stopped && isUnchanged(output)) {
      printMessage('Nothing was changed.');
    } else {
      const isNamed = dryRun && format !== 'json';
      const rows = isNamed ? await describePeople(wf, output, signal) : output.report.map(rowOf);
      await printFormatted(format, rows, { whole: output, columns: columnsOf(isNamed) });
    }
    printSummary(output);
    // A filter that finds nobody may be misspelled.
    if (input.filters && output.report.length === 0 && !output.stopped) {
      return exitCodes.failed.code;
    }
    return exitCodeOfOutput(output, { dryRun, detailed });
  },
});

// Those of CSV, whatever the outcomes are.
const columnsOf = (/** @type {boolean} */ isNamed) =>
  isNamed
    ? ['name', 'emailAddr', 'accessLevel', 'outcome', 'ID', 'why']
    : ['ID', 'emailAddr', 'outcome', 'reason', 'error'];

/** @param {any} entry */
const rowOf = ({ error, ...row }) => ({ ...row, ...(error && { error: error.message }) });

/** @param {any} output */
function printSummary({ counts, requests, notes, stopped, wouldStop }) {
  const outcomes = Object.entries(counts)
    .filter(([, count]) => Number(count) > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  const what = outcomes.join(', ') || (stopped ? 'nothing was changed' : 'no users found');
  printMessage(requests === undefined ? what : `${what}; ${requests} requests`);
  if (stopped !== undefined) {
    const why = stopped.error ? described(stopped.error, options) : reasonOf(stopped);
    printMessage(`stopped before the end: ${why}`);
  }
  if (wouldStop !== undefined) printMessage(`would be stopped: ${described(wouldStop, options)}`);
  process.stderr.write(notesOf(notes));
}
