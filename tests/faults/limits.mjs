// How many indefinite verdicts each action may have: more of them is a step back.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('expected-indefinite.json', import.meta.url);

/** Writes the limits as these rows are. */
export function limitsOf(rows) {
  const limits = [...rows].map(([action, { indefinite, needless }]) => [
    action,
    { indefinite, needless },
  ]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(limits), null, 2)}\n`);
}

/** What is over its limit, in words. */
export function checkLimits(rows) {
  const limits = JSON.parse(readFileSync(file, 'utf8'));
  return [...rows].flatMap(([action, row]) =>
    ['indefinite', 'needless']
      .filter((name) => row[name] > (limits[action]?.[name] ?? 0))
      .map((name) => `${action}: ${row[name]} ${name}, expected ${limits[action]?.[name] ?? 0}`),
  );
}
