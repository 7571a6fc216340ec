// node --expose-gc tests/soak/run.mjs [--seconds N | --calls N] [--seed N] [--width N] [--patience N] [--plant NAME,…]
// Runs the soak, prints its figures, and fails if a check fails. The module for tests must be built.
import { checkAll } from './checks.mjs';
import { readOptions } from './options.mjs';
import { activeResources } from './measure.mjs';
import { soak } from './soak.mjs';
import { table } from './table.mjs';

/** How long the process may take to end when nothing is left, in milliseconds. */
const endMs = 10_000;

const options = readOptions();
if (!globalThis.gc) throw new Error('Run this with --expose-gc.');
console.log(`seed ${options.seed}`);
const figures = await soak(options);
console.log(`\n${table(figures)}\n`);
const results = checkAll(figures);
for (const { name, problem } of results) {
  console.log(problem === undefined ? `✓ ${name}` : `✗ ${name}: ${problem}`);
}
if (results.some(({ problem }) => problem !== undefined)) process.exit(1);

// From here on the process must end by itself.
for (const plant of options.planted) plant.end?.();
const watchdog = setTimeout(() => {
  console.log(`✗ the process does not end: ${JSON.stringify(activeResources())}`);
  process.exit(1);
}, endMs);
watchdog.unref();
