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
  --match-by KEY  emailAddr, extRefID or any: how an account is found (default: any)
  --collections merge|replace
                  what happens to groups, teams and roles that a row doesn't list (default: merge)
  --access-level-policy exact|never-lower
                  what happens to access levels that differ: all are changed, or none with a lower licence
  --approve       approve accounts that wait for an approval
  --reactivate    reactivate accounts that are inactive
  --wait MS       how long to wait for each account to become active (default: 10000)
${formatHelp}  --config FILE   a file with the connection settings

${fileHelp}`;

const options = {
  'dry-run': option.flag,
  'detailed-exitcode': option.flag,
  wait: option.string,
  'match-by': option.string,
  collections: option.string,
  'access-level-policy': option.string,
  approve: option.flag,
  reactivate: option.flag,
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
      ...(values['match-by'] !== undefined && { matchBy: values['match-by'] }),
      ...(values.collections !== undefined && { collections: values.collections }),
      ...(values['access-level-policy'] !== undefined && {
        accessLevelPolicy: values['access-level-policy'],
      }),
      ...(values.approve && { approve: true }),
      ...(values.reactivate && { reactivate: true }),
    };
    const format = formatOf(values);
    const rows = await readPeopleFile(positionals[0], values, { command: 'provision' });
    if (rows.some(({ person }) => isDay(person.scheduledDeactivationDate))) {
      printMessage(
        'note: scheduledDeactivationDate ends an account at midnight, when that day begins. For the end of a last working day, write the day after',
      );
    }
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
    await printFormatted(format, format === 'table' ? report.map(shortOf) : report, {
      whole: report,
      columns,
    });
    if (format === 'table') printErrors(report);
    printSummary(report, stopped);
    return exitCodeOfOutput(
      { report, ...(stopped && { stopped: stopped.reason }) },
      { dryRun, detailed },
    );
  },
});

/** @param {unknown} date */
const isDay = (date) => typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date);

// Those of CSV, whatever the outcomes are.
const columns = ['row', 'emailAddr', 'outcome', 'ID', 'changes', 'duplicateOf', 'error'];

/** A row of the table: the error, which may be long, stands below. @param {any} entry */
const shortOf = ({ error: _error, changes, ...entry }) => ({
  ...entry,
  ...(changes && { changes: changes.join(', ') }),
});

/** @param {any[]} report */
function printErrors(report) {
  const wrong = report.filter(({ error }) => error !== undefined);
  for (const { row, error } of wrong) process.stdout.write(`row ${row}: ${error}\n`);
}

/** @param {any[]} report @param {{ message: string } | undefined} stopped */
function printSummary(report, stopped) {
  const counts = new Map();
  for (const { outcome } of report) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  printMessage([...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', '));
  if (stopped) printMessage(`stopped before the end: ${stopped.message}`);
}
