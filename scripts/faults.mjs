// npm run faults [-- --slice I/N | --only TEXT | --sample N]
// Builds what changed, runs every cell of the fault matrix, and writes docs/reliability.md. With arguments it runs the selected
// cells, and writes only the file that is named with --write FILE.
import { buildPackage } from './lib/package.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { status } from './lib/run.mjs';

await main(async () => {
  const own = process.argv.slice(2);
  const args = own.length > 0 ? own : ['--write', inRoot('docs', 'reliability.md')];
  await buildPackage();
  // It prints its own errors.
  process.exitCode = status(process.execPath, [inRoot('tests', 'faults', 'run.mjs'), ...args]);
});
