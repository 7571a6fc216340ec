// npx workfront-actions manifest
import manifest from 'workfront-actions/manifest';
import { command, option } from './command.mjs';
import { printJson, printRows } from './output.mjs';

const help = `Usage: workfront-actions manifest [action] [options]

Prints every action as data, or one of them; on a terminal, a list.

Options
  --json          JSON, also on a terminal
`;

export const run = command({
  name: 'manifest',
  help,
  options: { json: option.flag },
  offline: true,
  async body({ values, positionals: [wanted] }) {
    if (wanted !== undefined) {
      const action = manifest.actions.find(({ key }) => key === wanted);
      if (!action) throw new Error(`There is no action '${wanted}'`);
      printJson(action);
      return;
    }
    if (values.json || !process.stdout.isTTY) printJson(manifest);
    else printRows(manifest.actions.map(({ key, title, group }) => ({ key, title, group })));
  },
});
