// npx workfront-actions undo
import { command, number, option, Usage } from './command.mjs';
import { checkOutput } from './output-file.mjs';
import { checkStandardInput, readReceipt } from './plan-files.mjs';
import { deliverPlan } from './plan-output.mjs';
import { planHelp, planOptions, planRequest } from './plan-request.mjs';

const help = `Usage: workfront-actions undo RECEIPT … [options]

Plans what reverses runs of \`plan apply\`, and changes nothing: show, approve and apply the plan like any other. Users who
were changed since then are held back, and so is what can't be undone.

Options
  --max N         how many people applying the plan may shut out (default: the connection's maxPeople)
  --include-administrators
                  also plan changes that shut administrators out
${planHelp}`;

const options = {
  max: option.string,
  'include-administrators': option.flag,
  ...planOptions,
};

export const run = command({
  name: 'undo',
  help,
  options,
  prepare({ values, positionals }) {
    if (positionals.length === 0) throw new Usage('pass the receipt of a run, or several');
    checkStandardInput(positionals);
    checkOutput(values, positionals);
    return {
      receipts: positionals.map(readReceipt),
      ...(values['include-administrators'] && { includeAdministrators: true }),
      ...(values.max !== undefined && { maxPeople: number('max', values.max) }),
      ...planRequest(values),
    };
  },
  async body({ values, prepared, wf, signal }) {
    const made = await wf.undo(prepared, { signal });
    return deliverPlan(wf, made, values, options);
  },
});
