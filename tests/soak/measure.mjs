// What the process holds between two rounds, when no call is in flight.
import { getEventListeners } from 'node:events';
import { collect } from './collected.mjs';

/** Sizes in bytes after garbage collection, pages of the WebAssembly, listeners of the shared signal. */
export async function measure({ memory, shared }) {
  await collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    heap: heapUsed,
    external,
    rss,
    pages: memory.pages(),
    instance: memory.instances(),
    listeners: getEventListeners(shared, 'abort').length,
  };
}

/** The number of resources of each type that keep the process alive. */
export function activeResources() {
  const counts = {};
  for (const type of process.getActiveResourcesInfo()) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** The resources in `now` that were not in `before`, such as `Timeout: 1`. */
export const moreResources = (before, now) =>
  Object.entries(now)
    .filter(([type, count]) => count > (before[type] ?? 0))
    .map(([type, count]) => `${type}: ${count - (before[type] ?? 0)}`);

/** Asks until `isDone` returns true, for this many seconds at most. */
export async function within(seconds, isDone) {
  const end = performance.now() + seconds * 1_000;
  while (!(await isDone())) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
