// Instructions that a program executes, as valgrind counts them: the same count each time, whatever the machine is busy
// with.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { program } from './child.mjs';

const execute = promisify(execFile);

export const canCount = () => spawnSync('valgrind', ['--version']).status === 0;

/** What the engine would do at times of its own choosing. */
const settled = [
  '--single-threaded',
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
      ...[process.execPath, ...settled, program('instructions.mjs'), ...args.map(String)],
    ],
    { encoding: 'utf8' },
  );
  const told = /I\s+refs:\s+([\d,]+)/.exec(stderr)?.[1];
  if (told === undefined) throw new Error(`valgrind told no count:\n${stderr}`);
  return Number(told.replaceAll(',', ''));
}

/** Instructions of one time, warm: those of `more` times less those of `few`, for each. */
export async function instructionsOf(task, who, [few, more]) {
  const [less, all] = await Promise.all([count([task, who, few]), count([task, who, more])]);
  return (all - less) / (more - few);
}
