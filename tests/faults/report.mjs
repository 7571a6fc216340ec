// The table of a run: a row for each action.
const columns = ['cells', 'true', 'false', 'indefinite', 'needless', 'unknowable'];

/** Counts verdicts by action. `results` are `{ cell, verdict, … }`. */
export function countByAction(results) {
  const rows = new Map();
  for (const { cell, verdict, needless } of results) {
    const { action } = cell.scenario;
    const row = rows.get(action) ?? Object.fromEntries(columns.map((name) => [name, 0]));
    row.cells += 1;
    row[verdict] += 1;
    if (needless) row.needless += 1;
    rows.set(action, row);
  }
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sum of all rows. */
export function total(rows) {
  const sum = Object.fromEntries(columns.map((name) => [name, 0]));
  for (const row of rows.values()) for (const name of columns) sum[name] += row[name];
  return sum;
}

/** The table in Markdown. */
export function table(rows) {
  const line = (name, row) => `| ${[name, ...columns.map((column) => row[column])].join(' | ')} |`;
  return [
    `| action | ${columns.join(' | ')} |`,
    `| --- | ${columns.map(() => '---:').join(' | ')} |`,
    ...[...rows].map(([action, row]) => line(action, row)),
    line('**all**', total(rows)),
  ].join('\n');
}

/** How many cells each reason excuses. */
export function countUnknowable(results) {
  const counts = new Map();
  for (const { by } of results) if (by) counts.set(by, (counts.get(by) ?? 0) + 1);
  return counts;
}
