// Starts a test runner, shows its output, and keeps it, so that its failures can be shown again at the end of all groups.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { failuresOf } from './failures.mjs';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { failureOf } from './run.mjs';

// What a runner leaves behind (a browser, a host) may hold its output open: it is not waited for.
const drainMs = 2_000;

/** Runs a test runner. A failure is a Problem whose `details` are the runner's report of what failed. */
export async function runTests(command, args, { env, cwd = root } = {}) {
  const commandLine = [command, ...args];
  const stdio = ['ignore', 'pipe', 'pipe'];
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio });
  const closed = once(child, 'close');
  let output = '';
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => {
      output += text;
      process[name].write(text);
    });
  }
  const [status, signal] = await once(child, 'exit').catch((error) => {
    throw new Problem(failureOf(commandLine, { error }));
  });
  await Promise.race([closed, setTimeout(drainMs, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  if (status === 0) return;
  const details = failuresOf(output);
  throw new Problem(failureOf(commandLine, { status, signal }), { details });
}
