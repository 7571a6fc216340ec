// Compares the contenders of peers.mjs.
import { names } from '../peers.mjs';
import { printed } from './child.mjs';
import { alternately, ratioOf } from './measure.mjs';

/**
 * Measures each contender in separate processes, alternating: in one process they would share the engine's optimizations
 * of fetch, and one would collect the garbage of another.
 * @returns the medians of a call's wall and CPU time, by name; `others` are tasks that alternate with them
 */
export function inSeparateProcesses(
  task,
  { url, apiKey },
  { rounds, uncounted, counted, ID = '', others = [] },
) {
  const run = (what, name) => () =>
    printed('contender.mjs', [what, name, url, apiKey, uncounted, counted, ID]);
  const runs = [
    ...Object.values(names).map((name) => [name, run(task, name)]),
    ...others.map((other) => [other, run(other, other)]),
  ];
  return alternately(Object.fromEntries(runs), rounds);
}

export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** Ratios of two contenders' measurements. */
export function compare(times) {
  const of = (who, against) => {
    const ratio = (measure) => ratioOf(times[names[who]], times[names[against]], measure);
    return { wall: ratio('wall'), cpu: ratio('cpu') };
  };
  return { of };
}

/** The bytes that one call of each contender sends and receives, as the tenant counts them. */
export async function bytesOf(tenant, contenders) {
  const bytes = {};
  for (const [name, body] of Object.entries(contenders)) {
    await tenant.counted();
    await body();
    bytes[name] = await tenant.counted();
  }
  return bytes;
}
