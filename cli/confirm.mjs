// Asks before something is taken away.
import { createInterface } from 'node:readline/promises';
import { Usage } from './verdict.mjs';

/**
 * Checks before any request that a question can be asked, or needn't be.
 * @param {{ yes?: boolean }} values
 * @param {string} what what `--yes` agrees to
 */
export function needsAnswer({ yes }, what) {
  if (yes) return false;
  if (process.stdin.isTTY) return true;
  const message = `standard input is not a terminal, so nobody can be asked: add --yes to ${what} without a question`;
  throw new Usage(message, { showsHelp: false });
}

/**
 * Asks on standard error, so that the question isn't part of the output. Only `y` and `yes` agree: not the end of the
 * input, and not Ctrl+C.
 * @param {string} question
 * @param {AbortSignal} signal
 */
export async function confirm(question, signal) {
  const { stdin, stdout, stderr } = process;
  const output = stderr.isTTY || !stdout.isTTY ? stderr : stdout;
  // The terminal keeps its own editing of lines, so that Ctrl+C is a signal.
  const lines = createInterface({ input: stdin, output, terminal: false });
  const ended = new Promise((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    /** @type {string | undefined} */
    const answer = await Promise.race([lines.question(`${question} [y/N] `, { signal }), ended]);
    if (answer === undefined) output.write('\n');
    return /^\s*y(es)?\s*$/i.test(answer ?? '');
  } catch (/** @type {any} */ error) {
    if (error.name === 'AbortError') return false;
    throw error;
  } finally {
    lines.close();
  }
}
