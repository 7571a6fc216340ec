// npx workfront-actions recheck
import { command, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { printMessage } from './output.mjs';
import { readReceipt } from './plan-files.mjs';
import { countsText, reportColumns, rowOf } from './plan-output.mjs';
import { formatHelp, formatOf, formatOptions, printFormatted } from './report-format.mjs';

const help = `Usage: workfront-actions recheck RECEIPT [options]

Reads the users that a run of \`plan apply\` changed, and prints for each whether they have changed since: for example accounts
that the Adobe Admin Console has activated again. It exits with 1 if somebody has.

Options
  --detailed-exitcode
                  exit with 4 instead of 1 if somebody is not as the run left them
${formatHelp}  --config FILE   a file with the connection settings and the plan keys
`;

export const run = command({
  name: 'recheck',
  help,
  options: { 'detailed-exitcode': option.flag, ...formatOptions },
  prepare({ values, positionals }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one receipt');
    return { format: formatOf(values), input: { receipt: readReceipt(positionals[0]) } };
  },
  async body({ values, prepared: { format, input }, wf, signal }) {
    const { report } = await wf.recheck(input, { signal });
    await printFormatted(format, report.map(rowOf), { whole: { report }, columns: reportColumns });
    /** @type {Record<string, number>} */
    const counts = {};
    for (const { state } of report) counts[state] = (counts[state] ?? 0) + 1;
    printMessage(countsText(counts) || 'the run changed nobody');
    const differs = report.some((/** @type {any} */ { state }) => state !== 'asApplied');
    if (!differs) return exitCodes.done.code;
    return values['detailed-exitcode'] ? exitCodes.changes.code : exitCodes.failed.code;
  },
});
