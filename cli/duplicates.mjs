// Rows of a file that are about the same person.

/** @typedef {import('./people.mjs').Row} Row */

/** The fields that identify a person; they are compared ignoring case and white space at the ends. */
const keys = ['emailAddr', 'username', 'extRefID'];

/**
 * The rows that are about the person of an earlier row, each with that row and the fields that differ.
 * @param {Row[]} rows
 * @returns {Map<Row, { first: Row, same: string, differing: string[] }>}
 */
export function duplicatesOf(rows) {
  const seen = new Map();
  const duplicates = new Map();
  for (const row of rows) {
    if (row.problem !== undefined) continue;
    const own = keys.flatMap((key) => {
      const value = keyOf(row.person[key]);
      return value === undefined ? [] : [{ key, id: `${key} ${value}` }];
    });
    const match = own.find(({ id }) => seen.has(id));
    if (match === undefined) {
      for (const { id } of own) seen.set(id, row);
    } else {
      const first = seen.get(match.id);
      duplicates.set(row, {
        first,
        same: match.key,
        differing: differing(first.person, row.person),
      });
    }
  }
  return duplicates;
}

/** @param {unknown} value */
const keyOf = (value) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().toLowerCase() : undefined;

/** @param {Record<string, any>} one @param {Record<string, any>} other */
const differing = (one, other) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (field) => comparable(field, one[field]) !== comparable(field, other[field]),
  );

/** @param {string} field @param {unknown} value */
const comparable = (field, value) =>
  JSON.stringify((keys.includes(field) && keyOf(value)) || value);
