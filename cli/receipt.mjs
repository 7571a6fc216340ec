// npx workfront-actions receipt verify
import { command, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { printJson, printLines, printMessage } from './output.mjs';
import { readReceipt } from './plan-files.mjs';
import { countsText } from './plan-output.mjs';

const help = `Usage: workfront-actions receipt verify RECEIPT [options]

Checks the signature of a receipt with the plan keys or the receipt key, and prints a summary of what it says: the plan, who
approved it, when it was applied, and how many steps ended how. Sends nothing.

Options
  --format HOW    text (default), or json: the whole receipt, with what was done to whom
  --json          the same as --format json
  --config FILE   a file with the keys
`;

export const run = command({
  name: 'receipt verify',
  help,
  options: { format: option.string, json: option.flag },
  local: { needsKey: true },
  prepare({ values: { format, json }, positionals: [verb, ...files] }) {
    if (verb !== 'verify') throw new Usage("the only subcommand of receipt is 'verify'");
    if (files.length !== 1) throw new Usage('pass exactly one receipt');
    if (!['text', 'json', undefined].includes(format)) {
      throw new Usage(`--format must be text or json but is '${format}'`);
    }
    if (json && format === 'text') throw new Usage('pass --json or --format text, not both');
    return { input: { receipt: readReceipt(files[0]) }, isJson: json || format === 'json' };
  },
  async body({ prepared: { input, isJson }, wf }) {
    const { valid, message, receipt, ...rest } = await wf.verifyReceipt(input);
    if (isJson) printJson({ valid, message, receipt, ...rest });
    else if (valid) printLines(summary(receipt));
    if (valid) printMessage(`valid: ${countsText(receipt.counts)}`);
    else printMessage(`not valid: ${message}`);
    return valid ? exitCodes.done.code : exitCodes.guard.code;
  },
});

/** What a receipt says, without the people. @param {any} receipt @returns {[string, string][]} */
function summary({
  id,
  plan,
  tenant,
  approvals,
  startedAt,
  finishedAt,
  complete,
  stopped,
  counts,
}) {
  const by = (/** @type {any} */ { by, at }) => `${by} (${at})`;
  return [
    ['receipt', id],
    ['plan', `${plan.action}, ${plan.id}, made ${plan.createdAt}`],
    ['tenant', tenant.host],
    ['requested by', plan.requestedBy ?? 'nobody who is named'],
    ['approved by', approvals.map(by).join(', ') || 'nobody'],
    ['applied', `${startedAt} to ${finishedAt}`],
    ['complete', stopped === undefined ? (complete ? 'yes' : 'no') : `no: stopped (${stopped})`],
    ['steps', countsText(counts) || 'none'],
  ];
}
