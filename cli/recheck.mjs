// npx workfront-actions recheck
import { command, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { printJson, printMessage, printRows } from './output.mjs';
import { readReceipt } from './plan-files.mjs';
import { countsText, rowOf } from './plan-output.mjs';

const help = `Usage: workfront-actions recheck RECEIPT [options]

Reads the users that a run of \`plan apply\` changed, and prints for each whether they have changed since: for example accounts
that the Adobe Admin Console has activated again.

Options
  --detailed-exitcode
                  exit with 4 if somebody is not as the run left them
  --json          print JSON, also on a terminal
  --config FILE   a file with the connection settings and the plan keys
`;

export const run = command({
  name: 'recheck',
  help,
  options: { 'detailed-exitcode': option.flag, json: option.flag },
  prepare({ positionals }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one receipt');
    return { receipt: readReceipt(positionals[0]) };
  },
  async body({ values, prepared, wf, signal }) {
    const { report } = await wf.recheck(prepared, { signal });
    if (values.json || !process.stdout.isTTY) printJson({ report });
    else printRows(report.map(rowOf));
    /** @type {Record<string, number>} */
    const counts = {};
    for (const { state } of report) counts[state] = (counts[state] ?? 0) + 1;
    printMessage(countsText(counts) || 'the run changed nobody');
    const differs = report.some((/** @type {any} */ { state }) => state !== 'asApplied');
    return values['detailed-exitcode'] && differs ? exitCodes.changes.code : exitCodes.done.code;
  },
});
