// npx workfront-actions undo
import { command, option, Usage } from './command.mjs';
import { checkOutput } from './output-file.mjs';
import { checkStandardInput, readReceipt } from './plan-files.mjs';
import { deliverPlan } from './plan-output.mjs';
import { planHelp, planOptions, planRequest } from './plan-request.mjs';

const help = `Usage: workfront-actions undo RECEIPT … [options]

Plans what reverses runs of \`plan apply\`, and changes nothing: show, approve and apply the plan like any other. Users who
were changed since then are held back, and so is what can't be undone.

Options
  --include-administrators
                  also plan changes that shut administrators out
${planHelp}`;

export const run = command({
  name: 'undo',
  help,
  options: {
    'include-administrators': option.flag,
    ...planOptions,
  },
  prepare({ values, positionals }) {
    if (positionals.length === 0) throw new Usage('pass the receipt of a run, or several');
    checkStandardInput(positionals);
    checkOutput(values, positionals);
    return {
      receipts: positionals.map(readReceipt),
      ...(values['include-administrators'] && { includeAdministrators: true }),
      ...planRequest(values),
    };
  },
  async body({ values, prepared, wf, signal }) {
    const made = await wf.undo(prepared, { signal });
    return deliverPlan(wf, made, values, {});
  },
});
