// The limit of indefinite verdicts of each action: more of them would be a regression.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('expected-indefinite.json', import.meta.url);

/** Writes these rows as the limits. */
export function limitsOf(rows) {
  const limits = [...rows].map(([action, { indefinite, needless }]) => [
    action,
    { indefinite, needless },
  ]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(limits), null, 2)}\n`);
}

/** A line for each number that exceeds its limit. */
export function checkLimits(rows) {
  const limits = JSON.parse(readFileSync(file, 'utf8'));
  return [...rows].flatMap(([action, row]) =>
    ['indefinite', 'needless']
      .filter((name) => row[name] > (limits[action]?.[name] ?? 0))
      .map((name) => `${action}: ${row[name]} ${name}, expected ${limits[action]?.[name] ?? 0}`),
  );
}
