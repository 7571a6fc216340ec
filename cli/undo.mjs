// npx workfront-actions undo
import { command, Usage } from './command.mjs';
import { checkStandardInput, readReceipt } from './plan-files.mjs';
import { deliverPlan } from './plan-output.mjs';
import { planHelp, planOptions, planRequest } from './plan-request.mjs';

const help = `Usage: workfront-actions undo RECEIPT … [options]

Plans what reverses runs of \`plan apply\`, and changes nothing: show, approve and apply the plan like any other. Users who
were changed since then are held back, and so is what can't be undone.

Options
${planHelp}`;

export const run = command({
  name: 'undo',
  help,
  options: {
    ...planOptions,
  },
  prepare({ values, positionals }) {
    if (positionals.length === 0) throw new Usage('pass the receipt of a run, or several');
    checkStandardInput(positionals);
    return {
      receipts: positionals.map(readReceipt),
      ...planRequest(values),
    };
  },
  async body({ values, prepared, wf, signal }) {
    const { plan } = await wf.undo(prepared, { signal });
    return deliverPlan(wf, plan, values);
  },
});
