// npm run check: all checks that aren't tests. A failure doesn't stop the rest.
import { checks } from './lib/checks.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { main } from './lib/problem.mjs';
import { runSteps } from './lib/steps.mjs';

await main(async () => {
  ensureNodeModules();
  await runSteps(checks);
});
