// npm run check
// All checks that aren't tests: formatting, lints, layers and imports, links, licenses, crates, types, generated files, sizes. A
// failure doesn't stop the rest.
import { checks } from './lib/checks.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { mainWithoutOptions } from './lib/problem.mjs';
import { runSteps } from './lib/steps.mjs';

await mainWithoutOptions(async () => {
  ensureNodeModules();
  await runSteps(checks);
});
