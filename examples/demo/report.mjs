// Formats the outcome for people.

/** @param {import('./deactivate-all.mjs').Outcome & { requests: number }} outcome */
export function report({
  group,
  active,
  deactivated,
  verified,
  failures,
  dialect,
  requests,
  succeeded,
}) {
  /** @type {[string, string | number][]} */
  const rows = [
    [`Active people in the home group ${group}`, active.length],
    ['Deactivated', deactivated],
    ['Verified by reading again', verified.length],
    ['Failed', failures.length],
    ['Batch dialect', dialect ?? 'none needed'],
    ['Total requests', requests],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    '',
    ...rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`),
    ...failures.map(({ person, reason }) => `  ${person.name} <${person.emailAddr}>: ${reason}`),
    '',
    succeeded
      ? 'Done: all users that were active are inactive now.'
      : 'Not done: the users above are still active.',
  ].join('\n');
}
