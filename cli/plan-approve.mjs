// npx workfront-actions plan approve
import { command, option, Usage } from './command.mjs';
import { printJson, printMessage } from './output.mjs';
import { checkOutput } from './output-file.mjs';
import { readPlan, writeFile } from './plan-files.mjs';
import { countsText } from './plan-output.mjs';

// The beginning of a plan's warning that a limit would stop it.
const changesNothing = 'Applying this plan will change nothing';

const help = `Usage: workfront-actions plan approve FILE --by NAME [options]

Signs a person's decision about a plan with the plan keys. Sends nothing. Whoever has the keys can sign for anybody: run it
where your own sign-in says who NAME is. Read the plan first: \`workfront-actions plan show FILE\`.

Options
  --by NAME       who decides, as your sign-in knows them
  --reject        reject the plan: one rejection is enough
  --comment TEXT  why
  -o, --output FILE
                  save the decision (default: print it); the decision of somebody else is not replaced
  --config FILE   a file with the plan keys
`;

export const run = command({
  name: 'plan approve',
  help,
  options: {
    by: option.string,
    reject: option.flag,
    comment: option.string,
    output: option.output,
  },
  local: { needsKey: true },
  prepare({ values, positionals }) {
    const { by, reject, comment } = values;
    if (positionals.length !== 1) throw new Usage('pass exactly one file');
    if (by === undefined) throw new Usage('--by must be set: who decides');
    checkOutput(values, positionals, by);
    return {
      plan: readPlan(positionals[0]),
      by,
      decision: reject ? 'reject' : 'approve',
      ...(comment !== undefined && { comment }),
    };
  },
  async body({ values, prepared, wf }) {
    const { approval } = await wf.approve(prepared);
    if (values.output === undefined) printJson({ approval });
    else writeFile(values.output, { approval });
    const what = countsText(prepared.plan.counts) || 'nothing to change';
    const { warnings } = prepared.plan;
    const useless = warnings.filter((/** @type {string} */ text) =>
      text.startsWith(changesNothing),
    );
    for (const text of useless) printMessage(`warning: ${text}`);
    printMessage(`${prepared.decision === 'reject' ? 'Rejected' : 'Approved'}: ${what}`);
  },
});
