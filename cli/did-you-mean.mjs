// The command or action that may have been meant.

/** Such as `: did you mean 'show'?`; empty if no name is near. @param {string} name @param {readonly string[]} known */
export function didYouMean(name, known) {
  const most = Math.max(1, Math.floor(name.length / 3));
  const near = known
    .map((one) => ({ one, changes: changesBetween(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ changes }) => changes <= most)
    .sort((a, b) => a.changes - b.changes);
  return near.length === 0 ? '' : `: did you mean '${near[0].one}'?`;
}

/** How many letters have to be inserted, removed or replaced. @param {string} a @param {string} b */
function changesBetween(a, b) {
  let row = [...b, ''].map((_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[row.length - 1];
}
