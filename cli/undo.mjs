// npx workfront-actions undo
import { command, number, option, Usage } from './command.mjs';
import { checkStandardInput, readReceipt } from './plan-files.mjs';
import { deliverPlan } from './plan-output.mjs';

const help = `Usage: workfront-actions undo RECEIPT … [options]

Plans what reverses runs of \`plan apply\`, and changes nothing: show, approve and apply the plan like any other. Users who
were changed since then are held back, and so is what can't be undone.

Options
  -o, --output FILE
                  save the plan as JSON, and show it as text
  --requested-by NAME
                  who asks for the change
  --reason TEXT   why the change is needed, for the person who approves it
  --expires-in MS for how long the plan may be applied (default: 24 hours)
  --detailed-exitcode
                  exit with 4 if there is something to change
  --json          print JSON, also on a terminal; with -o print nothing
  --config FILE   a file with the connection settings and the plan keys
`;

export const run = command({
  name: 'undo',
  help,
  options: {
    output: option.output,
    'requested-by': option.string,
    reason: option.string,
    'expires-in': option.string,
    'detailed-exitcode': option.flag,
    json: option.flag,
  },
  prepare({ values, positionals }) {
    if (positionals.length === 0) throw new Usage('pass the receipt of a run, or several');
    checkStandardInput(positionals);
    const expiresInMs = number('expires-in', values['expires-in']);
    return {
      receipts: positionals.map(readReceipt),
      ...(values['requested-by'] !== undefined && { requestedBy: values['requested-by'] }),
      ...(values.reason !== undefined && { reason: values.reason }),
      ...(expiresInMs !== undefined && { expiresInMs }),
    };
  },
  async body({ values, prepared, wf, signal }) {
    const { plan } = await wf.undo(prepared, { signal });
    return deliverPlan(wf, plan, values);
  },
});
