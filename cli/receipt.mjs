// npx workfront-actions receipt verify
import { command, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { printJson, printMessage } from './output.mjs';
import { readReceipt } from './plan-files.mjs';
import { countsText } from './plan-output.mjs';

const help = `Usage: workfront-actions receipt verify RECEIPT [options]

Checks the signature of a receipt with the plan keys or the receipt key, and prints what it says: the plan, who approved it,
and what was done to whom. Sends nothing.

Options
  --config FILE   a file with the keys
`;

export const run = command({
  name: 'receipt verify',
  help,
  options: {},
  local: { needsKey: true },
  prepare({ positionals: [verb, ...files] }) {
    if (verb !== 'verify') throw new Usage("the only subcommand of receipt is 'verify'");
    if (files.length !== 1) throw new Usage('pass exactly one receipt');
    return { receipt: readReceipt(files[0]) };
  },
  async body({ prepared, wf }) {
    const output = await wf.verifyReceipt(prepared);
    printJson(output);
    if (output.valid) printMessage(`valid: ${countsText(output.receipt.counts)}`);
    else printMessage(`not valid: ${output.message}`);
    return output.valid ? exitCodes.done.code : exitCodes.guard.code;
  },
});
