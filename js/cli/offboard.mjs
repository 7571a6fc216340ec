// npx workfront-actions offboard
import { command, number, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { filtersOf } from './filters.mjs';
import { printJson, printRows, progressBar, say } from './output.mjs';

const help = `Usage: workfront-actions offboard [filter …] [options]

Deactivates many people in batches, reads them again, and has a verdict for each. A filter is field=value, field!=value
or field~text; or name the people.

Options
  --email A       someone by e-mail address (again for more)
  --id ID         someone by ID (again for more)
  --dry-run       only says what would be done
  --max N         refuse when more people are found
  --verify HOW    all (default), sample or none
  --new-manager M who becomes the manager of those who report to the leavers: e-mail address or name
  --clear-teams   take them out of all teams too
  --json          JSON, also on a terminal
  --config FILE   where to and how to sign in
`;

export const run = command({
  name: 'offboard',
  help,
  options: {
    email: option.texts,
    id: option.texts,
    'dry-run': option.flag,
    max: option.text,
    verify: option.text,
    'new-manager': option.text,
    'clear-teams': option.flag,
    json: option.flag,
  },
  async body({ values, positionals, wf, signal }) {
    const sources = [
      values.email && { emails: values.email },
      values.id && { IDs: values.id },
      positionals.length > 0 && { filters: filtersOf(positionals) },
    ].filter(Boolean);
    if (sources.length !== 1) throw new Usage('give filters, or --email, or --id');
    const bar = progressBar();
    const output = await wf.offboard(
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
    bar.end();
    if (values.json || !process.stdout.isTTY) printJson(output);
    else printRows(output.report.map(rowOf));
    const { counts, requests, notes } = output;
    const told = Object.entries(counts).filter(([, count]) => count > 0);
    say(
      `${told.map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'nobody found'}; ${requests} requests`,
    );
    for (const note of notes) say(`note: ${note}`);
    return counts.failed > 0 || counts.unverified > 0 ? exitCodes.failed.code : exitCodes.done.code;
  },
});

/** @param {any} entry */
const rowOf = ({ error, ...row }) => ({ ...row, ...(error && { error: error.message }) });
