// Rows of a file that are about the same person.

/** The fields that identify a person; they are compared ignoring case and white space at the ends. */
const keys = ['ID', 'emailAddr', 'username', 'extRefID'];

/**
 * Finds the rows that are about the person of an earlier row. Keeps of each row its keys, and a text with its values.
 * @param {(key: string) => string} [nameOf] the property of a person that has a key
 * @returns {(row: { row: number, line?: number | undefined, person: Record<string, any> }) => import('./index.d.ts').Duplicate | undefined}
 */
export function duplicateFinder(nameOf = (key) => key) {
  /** @type {Map<string, Map<string, { row: number, line?: number | undefined, values: string }>>} */
  const seen = new Map(keys.map((key) => [key, new Map()]));
  return ({ row, line, person }) => {
    const own = keys.flatMap((key) => {
      const value = keyOf(person[nameOf(key)]);
      const rows = seen.get(key);
      return value === undefined || !rows ? [] : [{ key, value, rows }];
    });
    const values = valuesOf(person, keys.map(nameOf));
    const match = own.find(({ rows, value }) => rows.has(value));
    const first = match?.rows.get(match.value);
    if (!match || !first) {
      const known = { row, line, values };
      for (const { rows, value } of own) rows.set(value, known);
      return undefined;
    }
    return {
      row: first.row,
      ...(first.line !== undefined && { line: first.line }),
      key: match.key,
      differing: first.values === values ? [] : differing(first.values, values),
    };
  };
}

/** @param {unknown} value */
const keyOf = (value) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().toLowerCase() : undefined;

/** @param {Record<string, any>} person @param {string[]} names those of the keys */
const valuesOf = (person, names) =>
  JSON.stringify(
    Object.entries(person)
      .map(([field, value]) => [field, (names.includes(field) && keyOf(value)) || value])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

/** The fields that differ. @param {string} first @param {string} second */
function differing(first, second) {
  const [one, other] = [first, second].map(
    (text) =>
      new Map(
        JSON.parse(text).map((/** @type {[string, unknown]} */ [field, value]) => [field, JSON.stringify(value)]), // prettier-ignore
      ),
  );
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (field) => one.get(field) !== other.get(field),
  );
}
