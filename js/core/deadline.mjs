// The time limit of a whole run. The WebAssembly checks it between requests, with the host's clock. This timer ends a run
// that waits for a function of the host.
import { after } from './limit.mjs';

// The extra time lets the WebAssembly end the run first, because it knows what was done.
const graceMs = 250;

/**
 * @param {unknown} deadlineMs no limit if it isn't a number
 * @param {(reason: unknown) => void} stop
 * @returns {{ isOver: () => boolean, end: () => void }}
 */
export function deadline(deadlineMs, stop) {
  if (typeof deadlineMs !== 'number') return { isOver: () => false, end: () => {} };
  let isOver = false;
  const end = after(deadlineMs + graceMs, () => {
    isOver = true;
    stop(new DOMException('The run exceeded deadlineMs', 'AbortError'));
  });
  return { isOver: () => isOver, end };
}
