// Which field each column of a file stands for.
import { personFields } from '../generated/person-fields.mjs';
import { delimiterHint } from './delimiter.mjs';
import { FileError } from './file-error.mjs';
import { unprotected } from './formula.mjs';
import { foreignNames, headerSources, otherNames, unneeded } from './header-sources.mjs';
import { listFields } from './mapped-columns.mjs';
import { suggestion } from './nearest.mjs';
import { cut } from './problem.mjs';

/**
 * @typedef {import('./mapped-columns.mjs').Use} Use
 * @typedef {object} Column
 * @property {string | null} name the property of the person; null for a column that isn't read
 * @property {Use[]} uses the fields that it is for
 * @property {'read' | 'ignored' | 'excluded' | 'nameless'} state `excluded`: the caller leaves it out
 * @property {string} header
 *
 * @typedef {{ map: Record<string, string | null>, ignoreUnknown: boolean, list: ReturnType<typeof import('./mapped-columns.mjs').mappedColumns> }} HeaderOptions
 */

/** Headers are compared without case, spaces, hyphens and underscores. @param {string} header */
const normalized = (header) => header.toLowerCase().replace(/[\s_-]/g, '');

const isCustom = (/** @type {string} */ name) => /^DE:./.test(name);

/** The fields by the names that a header may have, in any file. */
const known = new Map([
  ...Object.entries(otherNames).map(entry),
  ...Object.entries(personFields).map(([name, { title }]) => entry([title, name])),
  ...Object.keys(personFields).map((name) => entry([name, name])),
]);

const unneededNames = new Set(unneeded.map(normalized));

const sources = headerSources.map(({ marks, fields, ...others }) => ({
  ...others,
  marks: marks.map(normalized),
  fields: new Map(Object.entries(fields).map(entry)),
}));

/** @param {[string, string | null]} pair @returns {[string, string | null]} */
function entry([header, field]) {
  return [normalized(header), field];
}

// Usual names in other languages: they are suggested, or prevent a wrong suggestion.
const foreign = new Map(Object.entries(foreignNames).map(entry));

const listOnly =
  'lastWorkingDay is for lists of reconcile, which plans who leaves; for a single account there is scheduledDeactivationDate';

/**
 * The columns of a file whose first row has these headers.
 * @param {string[]} headers
 * @param {HeaderOptions} options
 * @param {number} [line]
 * @returns {Column[]}
 */
export function columnsOf(headers, options, line) {
  const lookUp = lookUpFor(headers, options);
  const needed = [...Object.keys(options.map), ...(options.list?.columns ?? []).map(({ name }) => name)]; // prettier-ignore
  const unused = new Map(needed.map((header) => [normalized(header), header]));
  const names = headers.map((text) => unprotected(text.replace(/^\ufeff/, '').trim()).text);
  const columns = names.map((header, at) => {
    unused.delete(normalized(header));
    if (header === '') return unread(header, 'nameless');
    const column = lookUp(header);
    if (column !== undefined) return column;
    throw unknownHeader(header, at + 1, line, otherDelimiter(names));
  });
  for (const [at, { name, header }] of columns.entries()) {
    const first = columns.findIndex((column) => name !== null && column.name === name);
    if (first >= 0 && first < at) throw twice(columns[first].header, header, name, first, at);
  }
  const [missing] = unused.values();
  if (missing !== undefined && line !== undefined) {
    const reader = Object.hasOwn(options.map, missing) ? 'map' : 'mapping';
    throw new FileError(
      'header',
      `${reader} has '${cut(missing)}', but the file has no such column`,
      {
        hint:
          otherDelimiter(names) || suggestion(missing, names) || `its columns are ${list(names)}`,
        line,
      },
    );
  }
  return columns;
}

/** @param {string} header @param {'ignored' | 'excluded' | 'nameless'} state @returns {Column} */
const unread = (header, state) => ({ name: null, uses: [], state, header });

/** @param {string} field @param {string} header @returns {Column} */
function columnOf(field, header) {
  const kind = isCustom(field) ? 'string' : listFields[field].kind;
  return { name: field, uses: [{ field, kind }], state: 'read', header };
}

/**
 * Finds the column of a header: `undefined` if it isn't known.
 * @param {string[]} headers @param {HeaderOptions} options
 * @returns {(header: string) => Column | undefined}
 */
export function lookUpFor(headers, { map, list, ignoreUnknown }) {
  const fieldOf = fieldLookUp(headers, list !== undefined);
  const mapped = new Map(Object.entries(map).map(entry));
  const read = new Map(list?.columns.map((column) => [normalized(column.name), column]));
  // What the mapping has a rule for, or reads as a column of this name, isn't the field of that name.
  const taken = new Set([
    ...(list?.fields ?? []),
    ...(list?.columns ?? []).map(({ name }) => name),
  ]);
  for (const [header, field] of Object.entries(map)) {
    const clash = read.has(normalized(header)) ? `column '${cut(header)}'` : field !== null && taken.has(field) ? field : ''; // prettier-ignore
    if (!clash) continue;
    throw new FileError('options', `map and mapping must not both be for ${clash}`);
  }
  return (header) => {
    const name = normalized(header);
    const column = read.get(name);
    if (column) return { ...column, state: 'read', header };
    const field = mapped.has(name) ? mapped.get(name) : fieldOf(header);
    if (field === null) return unread(header, mapped.has(name) ? 'excluded' : 'ignored');
    if (field !== undefined && !taken.has(field)) return columnOf(field, header);
    const isIgnored = field !== undefined || ignoreUnknown || unneededNames.has(name);
    return isIgnored ? unread(header, 'ignored') : undefined;
  };
}

/** The field of a header without the caller's help. @param {string[]} headers @param {boolean} isList */
function fieldLookUp(headers, isList) {
  const present = new Set(headers.map((header) => normalized(header.trim())));
  const found = sources.filter(
    ({ marks }) => marks.length > 0 && marks.every((mark) => present.has(mark)),
  );
  return (/** @type {string} */ header) => {
    const name = normalized(header);
    if (isCustom(header)) return header;
    // In what `search` writes: made of firstName and lastName, and never written.
    if (name === 'name' && present.has('id') && present.has('emailaddr')) return null;
    for (const { fields } of found) if (fields.has(name)) return fields.get(name);
    return isList && name === 'lastworkingday' ? 'lastWorkingDay' : known.get(name);
  };
}

/** The map of the caller, checked. @param {any} map @param {boolean} isList @returns {Record<string, string | null>} */
export function checkedMap(map, isList) {
  if (map === undefined) return {};
  if (map === null || typeof map !== 'object' || Array.isArray(map)) {
    throw new FileError('options', "map must be an object such as { 'E-Mail': 'emailAddr' }");
  }
  /** @type {Map<string, string>} */
  const seen = new Map();
  for (const [header, field] of Object.entries(map)) {
    const other = seen.get(normalized(header));
    if (other !== undefined) {
      throw new FileError('options', `map must have each column once, but has '${cut(other)}' and '${cut(header)}'`); // prettier-ignore
    }
    seen.set(normalized(header), header);
    if (field === null) continue;
    const fields = isList ? listFields : personFields;
    const isKnown = typeof field === 'string' && (Object.hasOwn(fields, field) || isCustom(field)); // prettier-ignore
    if (isKnown) continue;
    throw new FileError('options', `map: '${cut(String(field))}' is not a field of a person`, {
      hint:
        (field === 'lastWorkingDay' && listOnly) ||
        suggestion(String(field), Object.keys(fields)) ||
        `the fields are the properties of ${isList ? 'Mapping' : 'ProvisionInput'} in workfront-actions' type declarations`,
    });
  }
  return map;
}

/** @param {string} header @param {number} column @param {number | undefined} line @param {string} otherDelimiter */
function unknownHeader(header, column, line, otherDelimiter) {
  const names = [...Object.keys(personFields), ...Object.keys(otherNames)];
  const field = foreign.get(normalized(header));
  const isLastDay = normalized(header) === 'lastworkingday';
  const meant = isLastDay
    ? `${listOnly}.`
    : field === null
      ? ''
      : suggestion(field ?? header, names);
  return new FileError('header', `'${cut(header)}' is not the name of a field`, {
    hint:
      otherDelimiter ||
      `${meant && `${meant} Or `}name its field with the option 'map' (--map "${cut(header)}=…"), or leave such columns out with 'ignoreUnknown' (--ignore-unknown)`,
    ...(line !== undefined && { line }),
    column,
    value: header,
  });
}

/** @param {string} first @param {string} second @param {string | null} field @param {number} at @param {number} other */
function twice(first, second, field, at, other) {
  const isSame = first === second;
  const what = isSame
    ? `must have one column '${cut(first)}' but has two`
    : `must have one column for ${field} but has '${cut(first)}' and '${cut(second)}'`;
  return new FileError('header', `the file ${what} (columns ${at + 1} and ${other + 1})`, {
    hint: isSame
      ? 'remove one of them'
      : `leave one out with the option 'map' (--map "${cut(second)}=")`,
  });
}

/** The names of columns, but not of hundreds. @param {string[]} names */
const list = (names) =>
  names.slice(0, 50).map((name) => `'${cut(name)}'`).join(', ') + (names.length > 50 ? ' …' : ''); // prettier-ignore

/** What to do if the one column of a file may be several. @param {string[]} names */
const otherDelimiter = (names) =>
  names.length === 1 && /[,;|^~\t]/.test(names[0]) ? `is the delimiter another? ${delimiterHint}` : ''; // prettier-ignore
