// The columns that a mapping of `reconcile` reads, and the types of their cells: those of the fields that they are for.
import { personFields } from '../generated/person-fields.mjs';
import { FileError } from './file-error.mjs';
import { BadValue } from './problem.mjs';

/** @typedef {{ field: string, kind: string }} Use a field that a column is for, and what its cells hold */
/** @typedef {{ name: string, uses: Use[] }} MappedColumn `name` is how the mapping writes it */

/** What the list of `reconcile` has besides the fields of a person. */
export const listFields = /** @type {Record<string, { kind: string, title: string }>} */ ({
  ...personFields,
  lastWorkingDay: { kind: 'date', title: 'Last working day' },
});

/**
 * The columns of a mapping, and the fields that it has rules for. `undefined` without a mapping: the file isn't a list of `reconcile`.
 * @param {any} mapping
 * @returns {{ columns: MappedColumn[], fields: string[] } | undefined}
 */
export function mappedColumns(mapping) {
  if (mapping === undefined) return undefined;
  if (mapping === null || typeof mapping !== 'object' || Array.isArray(mapping)) {
    throw new FileError('options', "mapping must be an object such as { title: 'jobTitle' }");
  }
  /** @type {Map<string, Use[]>} */
  const columns = new Map();
  const fields = Object.keys(mapping).filter((field) => field !== '$schema');
  for (const field of fields) {
    for (const name of columnsOf(mapping[field])) {
      const use = { field, kind: kindOf(field, mapping[field]) };
      columns.set(name, [...(columns.get(name) ?? []), use]);
    }
  }
  return { columns: [...columns].map(([name, uses]) => ({ name, uses })), fields };
}

/** @param {any} rule @returns {string[]} */
function columnsOf(rule) {
  if (typeof rule === 'string') return [rule];
  if (typeof rule?.from === 'string') return [rule.from];
  const template = typeof rule?.template === 'string' ? rule.template : '';
  return [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);
}

/** The rule itself reads text that it looks up, splits or puts into a template. @param {string} field @param {any} rule */
function kindOf(field, rule) {
  const isText = rule !== null && typeof rule === 'object' && ['map', 'template', 'split'].some((name) => rule[name] !== undefined); // prettier-ignore
  return isText || !Object.hasOwn(listFields, field) ? 'string' : listFields[field].kind;
}

/**
 * Reads a cell for all fields that its column is for. If they have several types, the cell must be written so that it is the same
 * value in each of them.
 * @param {Use[]} uses @param {string} text @param {(use: Use) => unknown} read
 */
export function readForAll(uses, text, read) {
  const [first, ...others] = uses;
  if (others.every(({ kind }) => kind === first.kind)) return read(first);
  for (const use of uses) {
    if (use.kind === 'string' || use.kind === 'array') continue;
    const value = read(use);
    if (value === null || String(value) === text) continue;
    throw new BadValue(`must be written as '${String(value)}'`, `the mapping reads it for ${uses.map(({ field }) => field).join(' and ')}, which have different types`); // prettier-ignore
  }
  return read({ ...first, kind: 'string' });
}
