// npx workfront-actions offboard
import { command, number, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { filtersOf } from './filters.mjs';
import { printJson, printMessage, printRows, progressBar } from './output.mjs';

const help = `Usage: workfront-actions offboard [filter …] [options]

Deactivates many users in batches, reads them again, and reports an outcome for each. Select the users with filters
(field=value, field!=value or field~text), or by e-mail address or ID.

Options
  --email A       a user by e-mail address (repeat for more)
  --id ID         a user by ID (repeat for more)
  --dry-run       only report what would be done
  --max N         stop if more users are found
  --verify HOW    all (default), sample or none
  --new-manager M the new manager of users who report to the deactivated ones: e-mail address or name
  --clear-teams   also remove the users from all teams
  --json          print JSON, also on a terminal
  --config FILE   a file with the connection settings
`;

export const run = command({
  name: 'offboard',
  help,
  options: {
    email: option.strings,
    id: option.strings,
    'dry-run': option.flag,
    max: option.string,
    verify: option.string,
    'new-manager': option.string,
    'clear-teams': option.flag,
    json: option.flag,
  },
  async body({ values, positionals, wf, signal }) {
    const sources = [
      values.email && { emails: values.email },
      values.id && { IDs: values.id },
      positionals.length > 0 && { filters: filtersOf(positionals) },
    ].filter(Boolean);
    if (sources.length !== 1)
      throw new Usage(
        'select users with filters, with --email, or with --id: exactly one of these',
      );
    const bar = progressBar();
    const call = wf.offboard(
      {
        ...sources[0],
        ...(values['dry-run'] && { dryRun: true }),
        ...(values.max && { maxPeople: number('max', values.max) }),
        ...(values.verify && { verify: values.verify }),
        ...(values['new-manager'] && { newManager: values['new-manager'] }),
        ...(values['clear-teams'] && { clearTeams: true }),
      },
      { signal, onProgress: bar.onProgress },
    );
    const output = await call.finally(bar.end);
    if (values.json || !process.stdout.isTTY) printJson(output);
    else printRows(output.report.map(rowOf));
    const { counts, requests, notes, complete, stopped } = output;
    const outcomes = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => `${count} ${outcome}`);
    printMessage(`${outcomes.join(', ') || 'no users found'}; ${requests} requests`);
    if (stopped) {
      const { reason, error } = stopped;
      printMessage(`stopped (${reason}): ${error.message}. ${error.hint}`);
    }
    for (const note of notes) printMessage(`note: ${note}`);
    return complete ? exitCodes.done.code : exitCodes.failed.code;
  },
});

/** @param {any} entry */
const rowOf = ({ error, ...row }) => ({ ...row, ...(error && { error: error.message }) });
