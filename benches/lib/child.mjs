// Runs programs in separate processes, and reads what they print as JSON.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const program = (name) => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));

/** Runs a program of benches/programs with this Node, or another command. */
export async function printed(name, args, { command = process.execPath, before = [], env } = {}) {
  const { stdout } = await execute(command, [...before, program(name), ...args.map(String)], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout);
}
