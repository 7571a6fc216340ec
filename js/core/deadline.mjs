// The time of a whole run. The WebAssembly keeps it with the host's clock, between requests; this ends what waits for a
// function of the host meanwhile.
import { after } from './limit.mjs';

// The WebAssembly comes first: it knows what was done.
const graceMs = 250;

/**
 * @param {unknown} deadlineMs none where it's no number
 * @param {(reason: unknown) => void} stop
 * @returns {{ isOver: () => boolean, end: () => void }}
 */
export function deadline(deadlineMs, stop) {
  if (typeof deadlineMs !== 'number') return { isOver: () => false, end: () => {} };
  let isOver = false;
  const end = after(deadlineMs + graceMs, () => {
    isOver = true;
    stop(new DOMException('The time of the run is used up (deadlineMs)', 'AbortError'));
  });
  return { isOver: () => isOver, end };
}
