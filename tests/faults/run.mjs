// node tests/faults/run.mjs [--sample N] [--slice I/N] [--only TEXT] [--write FILE] [--limits] [--json FILE] [--trace]
// Runs the matrix, prints its table, and fails on a false verdict or on more indefinite ones than expected.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkLimits, limitsOf } from './limits.mjs';
import { matrix, sample, slice } from './matrix.mjs';
import { runAll } from './pool.mjs';
import { page } from './page.mjs';
import { trace } from './trace.mjs';
import { countByAction, table, total } from './report.mjs';
import { secretFinder } from '../lib/secrets.mjs';
import { unclaimed } from './written.mjs';

const text = { type: 'string' };
const flag = { type: 'boolean' };
const { values: options } = parseArgs({
  options: {
    sample: text,
    slice: text,
    only: text,
    write: text,
    json: text,
    limits: flag,
    trace: flag,
  },
});

const { cells: all, kinds } = await matrix();
const cells = chosen(all);
const started = Date.now();
let count = 0;
const results = await runAll(cells, {
  kinds,
  onResult: (result) => {
    if (options.trace) console.log(trace(result));
    count += 1;
    if (count % 1000 === 0) process.stderr.write(`${count} of ${cells.length}\n`);
  },
});
const rows = countByAction(results);
console.log(table(rows));
console.log(`\n${cells.length} cells in ${Math.round((Date.now() - started) / 1000)} s`);
const falsehoods = results.filter(({ verdict }) => verdict === 'false');
for (const { cell, code, why } of falsehoods.slice(0, 40)) {
  console.log(`false: ${cell.name}: ${code}: ${why}`);
}
if (options.json) write(options.json, JSON.stringify(results.map(plain), null, 1));
if (options.write) {
  const old = existsSync(options.write) ? readFileSync(options.write, 'utf8') : undefined;
  write(options.write, page(results, old));
}
const isWhole = cells.length === all.length;
if (options.limits && isWhole) limitsOf(rows);
const excesses = isWhole && !options.limits ? checkLimits(rows) : [];
for (const excess of excesses) console.log(excess);
if (unclaimed() > 0) console.log(`${unclaimed()} texts with secrets were printed.`);
const isClean = total(rows).false === 0 && excesses.length === 0 && unclaimed() === 0;
process.exitCode = isClean ? 0 : 1;

/** A report must not contain a secret either. */
function write(file, report) {
  if (secretFinder()(report)) throw new Error(`The report ${file} would contain a secret.`);
  writeFileSync(file, report);
}

function chosen(list) {
  const some = options.only ? list.filter(({ name }) => name.includes(options.only)) : list;
  if (options.sample) return sample(some, Number(options.sample));
  if (!options.slice) return some;
  const [at, of] = options.slice.split('/').map(Number);
  return slice(some, at, of);
}

function plain({ cell, ...result }) {
  const { name, scenario, plan } = cell;
  return { name, action: scenario.action, scenario: scenario.id, plan, ...result };
}
