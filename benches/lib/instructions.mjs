// Counts the instructions of a program with valgrind: the count is the same each time, whatever else the machine does.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { program } from './child.mjs';

const execute = promisify(execFile);

export const canCount = () => spawnSync('valgrind', ['--version']).status === 0;

/**
 * Makes the engine deterministic. WebAssembly is compiled once, by the optimizing compiler: when it replaces code of the
 * first compiler depends on more than the program, and a function compiled between the two counts would be in one of them.
 */
const deterministic = [
  ...['--single-threaded', '--no-liftoff', '--wasm-lazy-compilation'],
  '--hash-seed=1',
  '--random-seed=1',
  '--predictable-gc-schedule',
];

async function count(args) {
  const { stderr } = await execute(
    'valgrind',
    [
      ...['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null'],
      '--smc-check=all-non-file',
      ...[process.execPath, ...deterministic, program('instructions.mjs'), ...args.map(String)],
    ],
    { encoding: 'utf8' },
  );
  const total = /I\s+refs:\s+([\d,]+)/.exec(stderr)?.[1];
  if (total === undefined) throw new Error(`valgrind printed no count:\n${stderr}`);
  return Number(total.replaceAll(',', ''));
}

/** Instructions of one warm call: the difference between `more` and `few` calls, divided by their number. */
export async function instructionsOf(task, who, [few, more]) {
  const [less, all] = await Promise.all([count([task, who, few]), count([task, who, more])]);
  return (all - less) / (more - few);
}
