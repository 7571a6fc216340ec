// npx workfront-actions plan apply
import { command, option, Usage } from './command.mjs';
import { confirm, needsAnswer } from './confirm.mjs';
import { described, forAnotherPlan } from './described.mjs';
import { exitCodes } from './exit-codes.mjs';
import { notesOf, printMessage, progressBar } from './output.mjs';
import { checkStandardInput, createFile, readApproval, readPlan } from './plan-files.mjs';
import { countsText, rendered, reportColumns, rowOf } from './plan-output.mjs';
import { formatHelp, formatOf, formatOptions, printFormatted } from './report-format.mjs';
import { exitCodeOfOutput, reasonOf } from './verdict.mjs';

const help = `Usage: workfront-actions plan apply FILE [options]

Does what a plan says, and nothing else, and reports an outcome for each step. Whoever was changed since the plan was made
is left out. On a terminal it shows the plan and asks; elsewhere it needs --yes. A plan that was cut off is resumed by
applying it again. If it creates event subscriptions, WORKFRONT_EVENT_TOKEN is their authToken, which no plan contains.

Options
  --approval FILE an approval, as \`plan approve\` saved it (repeat for more)
  --on-drift HOW  if somebody was changed since then: skip leaves them out (default), stop writes nothing at all
  --allow-unsigned
                  apply a plan without a signature; never possible with approval rules
  --yes           apply without a question
  -o, --output FILE
                  save the receipt, for undo, recheck and receipt verify; the file must not exist
${formatHelp}  --config FILE   a file with the connection settings and the plan keys
`;

const options = {
  approval: option.strings,
  'on-drift': option.string,
  'allow-unsigned': option.flag,
  yes: option.flag,
  output: option.output,
  ...formatOptions,
};

export const run = command({
  name: 'plan apply',
  help,
  options,
  prepare({ values, positionals }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one file');
    const format = formatOf(values);
    const files = values.approval ?? [];
    checkStandardInput([positionals[0], ...files]);
    const authToken = process.env.WORKFRONT_EVENT_TOKEN;
    const input = {
      plan: readPlan(positionals[0]),
      ...(authToken && { authToken }),
      ...(files.length > 0 && { approvals: files.map(readApproval) }),
      ...(values['on-drift'] !== undefined && { onDrift: values['on-drift'] }),
      ...(values['allow-unsigned'] && { allowUnsigned: true }),
    };
    const isEmpty = Array.isArray(input.plan.steps) && input.plan.steps.length === 0;
    return { input, format, asks: !isEmpty && needsAnswer(values, 'apply the plan') };
  },
  async body({ values, prepared: { input, format, asks }, wf, signal }) {
    const file = values.output === undefined ? undefined : createFile(values.output);
    try {
      if (asks && !(await isAgreed(wf, input.plan, signal))) {
        printMessage('Nothing was changed.');
        return exitCodes.failed.code;
      }
      const bar = progressBar();
      const output = await wf
        .apply(input, { signal, onProgress: bar.onProgress })
        .catch((/** @type {any} */ error) => {
          throw forAnotherPlan(error, input.plan);
        })
        .finally(bar.end);
      saveReceipt(file, output);
      await printFormatted(format, output.report.map(rowOf), {
        whole: output,
        columns: reportColumns,
      });
      printSummary(output, file !== undefined);
      return exitCodeOfOutput(output);
    } finally {
      file?.release();
    }
  },
});

/** Shows a plan and asks whether to apply it. @param {any} wf @param {any} plan @param {AbortSignal} signal */
async function isAgreed(wf, plan, signal) {
  process.stderr.write(await rendered(wf, plan, 'text'));
  const count = plan.steps.length;
  return confirm(`Apply ${count === 1 ? '1 change' : `${count} changes`}?`, signal);
}

/** A receipt that can't be saved is printed, because nothing else can undo the run. @param {any} file @param {any} output */
function saveReceipt(file, { receipt }) {
  try {
    file?.write({ receipt });
  } catch (/** @type {any} */ error) {
    printMessage(`${error.message}\nThe receipt, to save it yourself: ${receipt}`);
  }
}

/** @param {any} output @param {boolean} isSaved */
function printSummary({ counts, requests, notes, stopped }, isSaved) {
  printMessage(`${countsText(counts) || 'nothing to change'}; ${requests} requests`);
  if (stopped !== undefined) {
    const why = stopped.error ? described(stopped.error, options) : reasonOf(stopped);
    printMessage(`stopped before the end: ${why}`);
  }
  if (!isSaved && process.stdout.isTTY) {
    printMessage('note: the receipt was not saved; with -o FILE, a run can be undone');
  }
  process.stderr.write(notesOf(notes.map(onCommandLine).filter(Boolean)));
}

/**
 * A note, as somebody on a command line can act on it: there is no planStore. Undefined if nothing can be done.
 * @param {string} note
 */
function onCommandLine(note) {
  if (note.startsWith('It is unknown whether this plan was applied before')) return undefined;
  if (note.startsWith('Without a planStore it is unknown whether the approvals')) {
    return 'the approvals count for every plan that makes the same change, until they expire; plan with a short --expires-in';
  }
  return note.replace(', and without a planStore this connection alone remembers it', '');
}
