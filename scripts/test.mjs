// npm test                               all groups of tests except n8n's, which takes minutes and gigabytes
// npm run test:rust|wasm|js|hosts|n8n    one group
import { main, Problem } from './lib/problem.mjs';
import { groups, heavyGroups } from './lib/test-groups.mjs';
import { runSteps } from './lib/steps.mjs';

await main(async () => {
  const names = process.argv.slice(2);
  const all = { ...groups, ...heavyGroups };
  const unknown = names.find((name) => !(name in all));
  if (unknown)
    throw new Problem(
      `'${unknown}' is not a group of tests; the groups are ${Object.keys(all).join(', ')}.`,
    );

  const selected = names.length > 0 ? names : Object.keys(groups);
  await runSteps(selected.map((name) => ({ name: `tests: ${name}`, body: all[name] })));
});
