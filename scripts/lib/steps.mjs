// Runs all steps, even if one fails, and prints the outcome of each, and at the end why steps failed.
import { Problem } from './problem.mjs';

/** @param {{ name: string, body: () => void | string | Promise<void | string> }[]} steps a body may return why it was skipped */
export async function runSteps(steps) {
  const outcomes = [];
  for (const { name, body } of steps) {
    console.log(`\n── ${name}`);
    const started = performance.now();
    const outcome = await attempt(body);
    outcomes.push({ name, ...outcome, seconds: (performance.now() - started) / 1000 });
  }

  console.log('');
  for (const { name, mark, note, seconds } of outcomes) {
    console.log(`${mark} ${name} (${seconds.toFixed(1)} s)${note ? `: ${note}` : ''}`);
  }
  for (const { name, details } of outcomes) {
    if (details) console.log(`\n── failures of ${name}\n\n${details}`);
  }
  const failed = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failed.length > 0) throw new Problem(`failed: ${failed.join(', ')}`);
}

async function attempt(body) {
  try {
    const skipped = await body();
    return skipped ? { ok: true, mark: '-', note: skipped } : { ok: true, mark: '✓' };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`error: ${error.message}`);
    const { message, details } = error;
    return { ok: false, mark: '✗', note: message.split('\n')[0], details };
  }
}
