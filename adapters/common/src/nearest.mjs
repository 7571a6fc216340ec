// "Did you mean": the known name nearest to an unknown one.

/**
 * The nearest of the names, or undefined if none is near.
 * @param {string} name
 * @param {readonly string[]} known
 */
export function nearestName(name, known) {
  const wanted = name.toLowerCase();
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const [nearest] = known
    .map((one) => ({ one, distance: distanceOf(wanted, one.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.one;
}

/** How many characters have to be inserted, removed or replaced (Levenshtein). @param {string} a @param {string} b */
function distanceOf(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (char === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
