// npx workfront-actions plan diff
import { command, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { printJson, printMessage, printRows } from './output.mjs';
import { checkStandardInput, readPlan } from './plan-files.mjs';
import { rowOf } from './plan-output.mjs';

const help = `Usage: workfront-actions plan diff A B [options]

Compares two plans: whether they make the same change, and the steps that only one of them has or that differ. The order of
the steps, the requester and the times don't matter. Sends nothing.

Options
  --detailed-exitcode
                  exit with 4 if they differ
  --json          print JSON, also on a terminal
  --config FILE   a file with the plan keys
`;

export const run = command({
  name: 'plan diff',
  help,
  options: { 'detailed-exitcode': option.flag, json: option.flag },
  local: {},
  prepare({ positionals }) {
    if (positionals.length !== 2) throw new Usage('pass exactly two files');
    checkStandardInput(positionals);
    const [before, after] = positionals.map(readPlan);
    return { before, after };
  },
  async body({ values, prepared, wf }) {
    const diff = await wf.diffPlans(prepared);
    if (values.json || !process.stdout.isTTY) printJson(diff);
    else printRows(rowsOf(diff));
    printMessage(diff.same ? 'The plans make the same change.' : 'The plans differ.');
    if (diff.permissions) printMessage(`note: ${permissions(diff.permissions)}`);
    if (!diff.verified) printMessage('note: the signatures of the plans were not verified');
    return values['detailed-exitcode'] && !diff.same ? exitCodes.changes.code : exitCodes.done.code;
  },
});

/** What the requests permit. @param {{ before: any, after: any }} permissions */
const permissions = ({ before, after }) =>
  `the first plan permits ${permitted(before)}, the second one ${permitted(after)}`;

/** @param {{ maxPeople?: number, includeAdministrators?: boolean }} permissions */
const permitted = ({ maxPeople, includeAdministrators }) =>
  [
    maxPeople === undefined ? "the connection's limit of people" : `${maxPeople} people`,
    includeAdministrators && 'administrators',
  ]
    .filter(Boolean)
    .join(' and ');

/** @param {{ added: any[], removed: any[], changed: any[] }} diff */
const rowsOf = ({ added, removed, changed }) => [
  ...removed.map((entry) => ({ only: 'first', ...rowOf(entry) })),
  ...added.map((entry) => ({ only: 'second', ...rowOf(entry) })),
  ...changed.map(({ after }) => ({ only: 'both, differs', ...rowOf(after) })),
];
