// Starts other programs, and shows or captures their output.
import { spawnSync } from 'node:child_process';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';

/** Runs a program and shows its output. */
const shown = (command, args, { env, cwd = root, input = 'ignore' } = {}) =>
  spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: [input, 'inherit', 'inherit'],
  });

/** Runs a program, shows its output, and returns its exit code. */
export function status(command, args, options) {
  const result = shown(command, args, options);
  if (result.error) return result.error.code === 'ENOENT' ? 127 : 1;
  return result.status ?? 1;
}

/** Runs a program, shows its output, and throws a Problem with the message `otherwise` if it fails. */
export function run(command, args, { otherwise, ...options } = {}) {
  const result = shown(command, args, options);
  if (result.status === 0) return;
  throw new Problem(otherwise ?? failureOf([command, ...args], result));
}

/** How a program failed, in words. The second argument is what Node says of its end. */
export function failureOf(commandLine, { error, signal, status: code }) {
  const line = `\`${commandLine.join(' ')}\``;
  if (error) return `${line} can't be started: ${error.message}`;
  const how = signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
  return `${line} ${how}; its output is above.`;
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
