// npx workfront-actions provision
import { command, number, option, Usage } from './command.mjs';
import { described } from 'workfront-actions/adapters';
import { exitCodes } from './exit-codes.mjs';
import { printRows, progressBar } from './output.mjs';
import { readPeople } from './people.mjs';

const help = `Usage: workfront-actions provision <file> [options]

Creates or updates an account for each person of the file; a second run changes nothing. The file is JSON (an object or an
array) or CSV with the field names in its first line: username, emailAddr, firstName, lastName, accessLevel, homeGroup and
so on. Use - for standard input.

Options
  --dry-run       only report which accounts exist
  --wait MS       how long to wait for each account to become active (default: 10000)
  --json          print JSON, also on a terminal
  --config FILE   a file with the connection settings
`;

export const run = command({
  name: 'provision',
  help,
  options: { 'dry-run': option.flag, wait: option.string, json: option.flag },
  async body({ values, positionals, wf, signal }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one file');
    const waitMs = number('wait', values.wait);
    const people = readPeople(positionals[0]);
    const bar = progressBar();
    const rows = [];
    for (const [index, person] of people.entries()) {
      const { emailAddr } = person;
      try {
        const row = values['dry-run']
          ? { outcome: (await exists(wf, emailAddr, signal)) ? 'present' : 'missing' }
          : await provision(wf, { ...person, ...(waitMs !== undefined && { waitMs }) }, signal);
        rows.push({ emailAddr, ...row });
      } catch (/** @type {any} */ error) {
        if (error.kind === 'cancelled' || error.kind === 'unauthorized') throw error;
        rows.push({ emailAddr, outcome: 'failed', error: described(error) });
      }
      bar.onProgress({ done: index + 1, total: people.length });
    }
    bar.end();
    printRows(rows, { ...(values.json && { json: true }) });
    return rows.some(({ outcome }) => outcome === 'failed')
      ? exitCodes.failed.code
      : exitCodes.done.code;
  },
});

/** @param {any} wf @param {any} input @param {AbortSignal} signal */
async function provision(wf, input, signal) {
  const { outcome, user } = await wf.provision(input, { signal });
  return { outcome, ID: user.ID };
}

/** @param {any} wf @param {string} emailAddr @param {AbortSignal} signal */
async function exists(wf, emailAddr, signal) {
  const filters = [{ field: 'emailAddr', modifier: 'cieq', value: emailAddr }];
  return (await wf.count({ filters }, { signal })).count > 0;
}
