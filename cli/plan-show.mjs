// npx workfront-actions plan show
import { command, number, option, Usage } from './command.mjs';
import { readPlan } from './plan-files.mjs';
import { rendered } from './plan-output.mjs';

const help = `Usage: workfront-actions plan show FILE [options]

Shows a plan to the person who decides about it: totals first, then what would change for whom. Sends nothing. With the
plan keys, a plan that was changed is refused; without them, the text says that the plan is unverified.

Options
  --format NAME   text (default), markdown, html (a fragment) or slack
  --page N        only this page (default: all)
  --config FILE   a file with the plan keys
`;

export const run = command({
  name: 'plan show',
  help,
  options: { format: option.string, page: option.string },
  local: {},
  prepare({ values: { format = 'text', page }, positionals }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one file');
    return { plan: readPlan(positionals[0]), format, page: number('page', page) };
  },
  async body({ prepared: { plan, format, page }, wf }) {
    process.stdout.write(await rendered(wf, plan, format, page));
  },
});
