// npx workfront-actions run
import manifest from 'workfront-actions/manifest';
import { command, option, Usage } from './command.mjs';
import { confirm, needsAnswer } from './confirm.mjs';
import { exitCodes } from './exit-codes.mjs';
import { jsonInput } from './json-input.mjs';
import { printJson, printMessage, progressBar } from './output.mjs';
import { exitCodeOfOutput } from './verdict.mjs';

const help = `Usage: workfront-actions run <action> [input] [options]

Runs any action of the manifest with a JSON input; - reads the input from standard input.
  workfront-actions run get '{"ID":"68304ec800124e0cc977ae1873a70b0b"}'
An action that changes or takes something away asks first on a terminal, and needs --yes elsewhere; not with "dryRun": true.

Options
  --yes           run it without a question
  --detailed-exitcode
                  with "dryRun": true in the input: exit with 4 if there is something to change
  --config FILE   a file with the connection settings
`;

export const run = command({
  name: 'run',
  hasJsonInput: true,
  help,
  options: { yes: option.flag, 'detailed-exitcode': option.flag },
  prepare({ values, positionals: [key, json = '{}', ...others] }) {
    if (key === undefined || others.length > 0) {
      throw new Usage('pass an action, and optionally its input');
    }
    const input = jsonInput(json);
    const action = manifest.actions.find((one) => one.key === key);
    const hasDryRun = Object.hasOwn(propertiesOf(action), 'dryRun');
    const dryRun = hasDryRun && input?.dryRun === true;
    const detailed = Boolean(values['detailed-exitcode']);
    if (detailed && !dryRun)
      throw new Usage('--detailed-exitcode needs "dryRun": true in the input');
    const isDestructive = Boolean(action?.hints.destructive);
    const asks = isDestructive && !dryRun && needsAnswer(values, `run ${key}`);
    return { key, action, input, hasDryRun, dryRun, detailed, asks };
  },
  async body({ prepared, wf, signal }) {
    const { key, action, input, hasDryRun, dryRun, detailed, asks } = prepared;
    if (asks) {
      if (hasDryRun) printMessage('With "dryRun": true it only reports what it would change.');
      if (!(await confirm(`Run ${key} (${action?.title})?`, signal))) {
        printMessage('Nothing was changed.');
        return exitCodes.failed.code;
      }
    }
    const bar = progressBar();
    const output = await wf
      .run(key, input, { signal, onProgress: bar.onProgress })
      .finally(bar.end);
    printJson(output);
    return exitCodeOfOutput(output, { dryRun, detailed });
  },
});

/** @param {any} action @returns {object} */
const propertiesOf = (action) => action?.input?.properties ?? {};
