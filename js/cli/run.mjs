// npx workfront-actions run
import { readFileSync } from 'node:fs';
import { command, Usage } from './command.mjs';
import { printJson, progressBar } from './output.mjs';

const help = `Usage: workfront-actions run <action> [input] [options]

Runs any action of the manifest. The input is JSON; - reads it from standard input.
  workfront-actions run get '{"ID":"68304ec800124e0cc977ae1873a70b0b"}'

Options
  --config FILE   where to and how to sign in
`;

export const run = command({
  name: 'run',
  help,
  options: {},
  async body({ positionals: [action, given = '{}', ...others], wf, signal }) {
    if (action === undefined || others.length > 0) throw new Usage('name an action, and its input');
    let input;
    try {
      input = JSON.parse(given === '-' ? readFileSync(0, 'utf8') : given);
    } catch (/** @type {any} */ error) {
      throw new Usage(`the input isn't JSON: ${error.message}`);
    }
    const bar = progressBar();
    const output = await wf
      .run(action, input, { signal, onProgress: bar.onProgress })
      .finally(bar.end);
    printJson(output);
  },
});
