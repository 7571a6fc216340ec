// npx workfront-actions run
import { readFileSync } from 'node:fs';
import { command, Usage } from './command.mjs';
import { printJson, progressBar } from './output.mjs';

const help = `Usage: workfront-actions run <action> [input] [options]

Runs any action of the manifest with a JSON input; - reads the input from standard input.
  workfront-actions run get '{"ID":"68304ec800124e0cc977ae1873a70b0b"}'

Options
  --config FILE   a file with the connection settings
`;

export const run = command({
  name: 'run',
  help,
  options: {},
  async body({ positionals: [action, json = '{}', ...others], wf, signal }) {
    if (action === undefined || others.length > 0) {
      throw new Usage('pass an action, and optionally its input');
    }
    let input;
    try {
      input = JSON.parse(json === '-' ? readFileSync(0, 'utf8') : json);
    } catch (/** @type {any} */ error) {
      const source = json === '-' ? 'standard input' : 'input:';
      throw new Usage(`${source} must be valid JSON: ${error.message}`);
    }
    const bar = progressBar();
    const output = await wf
      .run(action, input, { signal, onProgress: bar.onProgress })
      .finally(bar.end);
    printJson(output);
  },
});
