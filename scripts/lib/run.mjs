// Starts other programs, and shows or captures their output.
import { spawnSync } from 'node:child_process';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';

/** Runs a program, shows its output, and returns its exit code. */
export function status(command, args, { env, cwd = root, input = 'ignore' } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: [input, 'inherit', 'inherit'],
  });
  if (result.error) return result.error.code === 'ENOENT' ? 127 : 1;
  return result.status ?? 1;
}

/** Runs a program, shows its output, and throws a Problem with the message `otherwise` if it fails. */
export function run(command, args, { otherwise, ...options } = {}) {
  const code = status(command, args, options);
  if (code === 0) return;
  const line = [command, ...args].join(' ');
  throw new Problem(otherwise ?? `\`${line}\` failed with exit code ${code}; its output is above.`);
}

/** The output of a program, or null if it can't be started or fails. */
export function capture(command, args, { env, cwd = root } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return result.error || result.status !== 0 ? null : result.stdout.trim();
}
