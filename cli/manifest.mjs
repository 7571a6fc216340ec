// npx workfront-actions manifest
import manifest from 'workfront-actions/manifest';
import { command, option, Usage } from './command.mjs';
import { printJson, printRows } from './output.mjs';

const help = `Usage: workfront-actions manifest [action] [options]

Prints all actions or one action as data; on a terminal, all actions as a list.

Options
  --json          JSON, also on a terminal
`;

export const run = command({
  name: 'manifest',
  help,
  options: { json: option.flag },
  offline: true,
  async body({ values, positionals: [key] }) {
    if (key !== undefined) {
      const action = manifest.actions.find((one) => one.key === key);
      if (!action) {
        throw new Usage(`'${key}' is not an action: \`workfront-actions manifest\` lists them`);
      }
      printJson(action);
      return;
    }
    if (values.json || !process.stdout.isTTY) printJson(manifest);
    else printRows(manifest.actions.map(({ key, title, group }) => ({ key, title, group })));
  },
});
