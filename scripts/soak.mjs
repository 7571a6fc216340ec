// npm run soak [-- --seconds N | --calls N] [--seed N]
// Builds what changed, then runs mixed load through one plugin, for two minutes if nothing else is said, and fails if memory,
// connections, timers or anything else is left at the end (tests/soak/). --seed repeats the choices of a run.
import { buildPackage } from './lib/package.mjs';
import { pluginForTests } from './lib/modules.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { status } from './lib/run.mjs';

await main(async () => {
  await buildPackage([pluginForTests]);
  const program = inRoot('tests', 'soak', 'run.mjs');
  // It prints its own errors.
  process.exitCode = status(process.execPath, ['--expose-gc', program, ...process.argv.slice(2)]);
});
