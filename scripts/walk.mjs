// npm run walk   applies the samples of CONTRIBUTING.md that add an action and a credential kind, in a copy of this tree
// The copy is target/walk/; it shares node_modules, .tools and cargo's target folders.
import { mainWithoutOptions } from './lib/problem.mjs';
import { runSteps } from './lib/steps.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { readSamples } from './lib/walk/samples.mjs';
import { stepsOf } from './lib/walk/steps.mjs';

await mainWithoutOptions(async () => {
  ensureNodeModules();
  await runSteps(stepsOf(readSamples()));
});
