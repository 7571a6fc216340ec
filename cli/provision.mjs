// npx workfront-actions provision
import { command, number, option, Usage } from './command.mjs';
import { printMessage, progressBar } from './output.mjs';
import { fileHelp, fileOptions, readPeopleFile } from './people.mjs';
import { provisionAll } from './provision-all.mjs';
import { formatHelp, formatOf, formatOptions, printFormatted } from './report-format.mjs';
import { exitCodeOfOutput } from './verdict.mjs';

const help = `Usage: workfront-actions provision <file> [options]

Creates or updates an account for each person of the file; a second run changes nothing. The file is CSV, JSON or JSON
lines. The first line of CSV has the names of fields (emailAddr, firstName, lastName, accessLevel, homeGroup and so on) or
those of Workfront's own import file. Without a username, a new one is the address. Use - for standard input. A row that is
wrong is reported, and the others are done.

Options
  --dry-run       only report which accounts are missing, differ (and in which fields) or are present
  --detailed-exitcode
                  with --dry-run: exit with 4 if an account is missing or differs
  --max N         the most people of the last hour whom rows may shut out (the connection's option maxPeople)
  --include-administrators
                  also change administrators in ways that may shut them out
  --wait MS       how long to wait for each account to become active (default: 10000)
${formatHelp}  --config FILE   a file with the connection settings

${fileHelp}`;

const options = {
  'dry-run': option.flag,
  'detailed-exitcode': option.flag,
  wait: option.string,
  max: option.string,
  'include-administrators': option.flag,
  ...formatOptions,
  ...fileOptions,
};

export const run = command({
  name: 'provision',
  help,
  options,
  async prepare({ values, positionals }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one file');
    const dryRun = Boolean(values['dry-run']);
    const detailed = Boolean(values['detailed-exitcode']);
    if (detailed && !dryRun) throw new Usage('--detailed-exitcode needs --dry-run');
    const waitMs = number('wait', values.wait);
    const maxPeople = number('max', values.max);
    const input = {
      ...(dryRun && { dryRun }),
      ...(waitMs !== undefined && { waitMs }),
      ...(values['include-administrators'] && { includeAdministrators: true }),
    };
    const format = formatOf(values);
    const rows = await readPeopleFile(positionals[0], values, { command: 'provision' });
    const connection = maxPeople === undefined ? {} : { maxPeople };
    return { rows, dryRun, detailed, input, connection, format };
  },
  async body({ prepared, wf, signal }) {
    const { dryRun, detailed, format } = prepared;
    const bar = progressBar();
    const { report, stopped } = await provisionAll(
      wf,
      { ...prepared, options },
      signal,
      bar.onProgress,
    );
    bar.end();
    await printFormatted(format, report);
    printSummary(report, stopped);
    return exitCodeOfOutput(
      { report, ...(stopped && { stopped: stopped.reason }) },
      { dryRun, detailed },
    );
  },
});

/** @param {any[]} report @param {{ message: string } | undefined} stopped */
function printSummary(report, stopped) {
  const counts = new Map();
  for (const { outcome } of report) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  printMessage([...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', '));
  if (stopped) printMessage(`stopped before the end: ${stopped.message}`);
}
