// The name that somebody may have meant.
import { closest, distance } from '../../pkg/csv/libraries.mjs';

/** The candidate that differs from `name` in few letters, if there is one. @param {string} name @param {string[]} candidates */
function nearest(name, candidates) {
  if (candidates.length === 0 || name.length > 100) return undefined;
  const lower = name.toLowerCase();
  const byLower = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
  const found = closest(lower, [...byLower.keys()]);
  const most = Math.max(1, Math.floor(Math.min(lower.length, found.length) / 3));
  return distance(lower, found) <= most ? byLower.get(found) : undefined;
}

/** The hint that it may have been meant; empty without a candidate. @param {string} name @param {string[]} candidates */
export function suggestion(name, candidates) {
  const meant = nearest(name, candidates);
  return meant === undefined ? '' : `did you mean '${meant}'?`;
}
