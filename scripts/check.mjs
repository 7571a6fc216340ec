// npm run check: everything that isn't a test. All of it runs, whatever fails.
import { checks } from './lib/checks.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { main } from './lib/problem.mjs';
import { runSteps } from './lib/steps.mjs';

await main(async () => {
  ensureNodeModules();
  await runSteps(checks);
});
