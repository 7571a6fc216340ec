// npx workfront-actions plan
import manifest from 'workfront-actions/manifest';
import { command, Usage } from './command.mjs';
import { didYouMean } from './did-you-mean.mjs';
import { exitCodes } from './exit-codes.mjs';
import { jsonInput } from './json-input.mjs';
import { offboardInput, offboardOptions } from './offboard-input.mjs';
import { checkOutput } from './output-file.mjs';
import { printMessage, progressBar } from './output.mjs';
import { deliverPlan } from './plan-output.mjs';
import { planHelp, planOptions, planRequest } from './plan-request.mjs';

const help = `Usage: workfront-actions plan <action> <input> [options]
       workfront-actions plan offboard [filter …] [options of offboard] [options]
       workfront-actions plan show FILE | diff A B | approve FILE --by NAME | apply FILE

Reads what an action would change, for whom, and who is held back, and changes nothing. The input is JSON, as for run; -
reads it from standard input. show, diff, approve and apply have a --help of their own.
  workfront-actions plan offboard 'homeGroup:name=Leavers' --requested-by robin.day@example.com -o plan.json
  workfront-actions plan update '{"ID":"68304ec8…","changes":{"title":"Lead"}}' -o plan.json

Options
${planHelp}
With offboard: --email, --id, --file and its options, --max, --include-administrators, --verify, --new-manager, --clear-teams
(see \`workfront-actions offboard --help\`)
`;

const subcommands = {
  show: () => import('./plan-show.mjs'),
  diff: () => import('./plan-diff.mjs'),
  approve: () => import('./plan-approve.mjs'),
  apply: () => import('./plan-apply.mjs'),
};

const make = command({
  name: 'plan',
  hasJsonInput: true,
  help,
  options: {
    ...offboardOptions,
    ...planOptions,
  },
  async prepare({ values, positionals: [action, ...others] }) {
    if (action === undefined) throw new Usage('pass an action and its input, or a subcommand');
    if (['reconcile', 'reclaim', 'undo'].includes(action)) {
      throw new Usage(`${action} makes a plan itself: run \`workfront-actions ${action} …\``);
    }
    const known = [...Object.keys(subcommands), ...manifest.actions.map(({ key }) => key)];
    if (!known.includes(action)) {
      throw new Usage(
        `'${action}' is no action and no subcommand of plan${didYouMean(action, known)}`,
      );
    }
    const isJson = isJsonInput(others);
    checkOutput(values, [values.file, others.includes('-') ? '-' : undefined]);
    const input = await inputOf(action, values, others);
    return { request: { action, input, ...planRequest(values) }, isJson };
  },
  async body({ values, prepared: { request, isJson }, wf, signal }) {
    const bar = progressBar();
    const made = await wf.plan(request, { signal, onProgress: bar.onProgress }).finally(bar.end);
    const code = await deliverPlan(wf, made, values, isJson ? {} : offboardOptions);
    const { steps, held, unchanged } = made.plan;
    const isEmpty = [steps, held, unchanged].every((people) => people.length === 0);
    // A filter that finds nobody may be misspelled.
    if (!isEmpty || isJson || request.input.filters === undefined) return code;
    printMessage('no users found');
    return exitCodes.failed.code;
  },
});

/** @param {string[]} others */
const isJsonInput = (others) => others.length === 1 && /^\s*[-[{]/.test(others[0]);

/** @param {string} action @param {any} values @param {string[]} others */
async function inputOf(action, values, others) {
  const used = Object.keys(offboardOptions).filter((name) => values[name] !== undefined);
  if (action === 'offboard' && !isJsonInput(others)) return offboardInput(values, others);
  if (used.length > 0) {
    const why = action === 'offboard' ? 'without a JSON input' : "with 'plan offboard'";
    throw new Usage(`--${used[0]} can only be used ${why}`);
  }
  if (others.length !== 1) throw new Usage(`pass the input of ${action} as JSON, or - to read it`);
  return jsonInput(others[0]);
}

/** @param {string[]} args */
export async function run([first, ...args]) {
  if (!Object.hasOwn(subcommands, first ?? '')) {
    return make(first === undefined ? [] : [first, ...args]);
  }
  const subcommand = await subcommands[/** @type {keyof typeof subcommands} */ (first)]();
  return subcommand.run(args);
}
