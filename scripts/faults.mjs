// npm run faults: builds what changed, then runs every cell of the matrix of faults and writes docs/reliability.md.
// With arguments (see tests/faults/run.mjs) it runs what they say, and writes only what they name.
import { buildPackage } from './lib/package.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { status } from './lib/run.mjs';

await main(async () => {
  const given = process.argv.slice(2);
  const args = given.length > 0 ? given : ['--write', inRoot('docs', 'reliability.md')];
  await buildPackage();
  // It has said itself what is wrong.
  process.exitCode = status(process.execPath, [inRoot('tests', 'faults', 'run.mjs'), ...args]);
});
