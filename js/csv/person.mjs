// One row becomes a person: each cell is read as its field's type.
import { personFields } from '../generated/person-fields.mjs';
import { unprotected } from './formula.mjs';
import { readForAll } from './mapped-columns.mjs';
import { suggestion } from './nearest.mjs';
import { BadValue, cut } from './problem.mjs';
import { placeOf } from './file-error.mjs';
import { readBoolean } from './read-boolean.mjs';
import { readDate } from './read-date.mjs';
import { readList, readObject } from './read-list.mjs';
import { readNumber } from './read-number.mjs';
import { readText } from './read-text.mjs';

/** @typedef {import('./headers.mjs').Column} Column */
/** @typedef {import('./index.d.ts').Problem} Problem */
/** @typedef {{ clear: string, decimal?: '.' | ',' | undefined, dateFormat?: import('./read-date.mjs').DateFormat | undefined }} CellOptions */
/** @typedef {{ person: Record<string, any>, problems: Problem[] }} Read */

/**
 * @param {string[]} cells @param {Column[]} columns @param {CellOptions} options @param {number} line
 * @returns {Read}
 */
export function personOfCells(cells, columns, options, line) {
  const read = newRead();
  if (cells.length > columns.length) {
    const more = cells.slice(columns.length).some((cell) => cell.trim() !== '');
    if (more) {
      const message = `must have at most ${columns.length} values, as the first row, but has ${cells.length}`;
      addProblem(read, { line, message, hint: 'put a value with a delimiter in it in quotes' });
    }
  }
  for (const [at, { name, uses, state, header }] of columns.entries()) {
    const cell = cells[at] ?? '';
    // An empty cell leaves the field unset.
    if (cell.trim() === '' || state === 'ignored' || state === 'excluded') continue;
    const place = { line, column: at + 1 };
    if (name === null) {
      addProblem(read, { ...place, message: `has a value in column ${at + 1}, which has no name`, value: cell }); // prettier-ignore
      continue;
    }
    const [{ field }] = uses;
    // A password may be anything, and is taken as it is.
    const { text, isLiteral } =
      field === 'password' ? { text: cell, isLiteral: false } : unprotected(cell, options.clear);
    readInto(read, { ...place, field, header, name }, cell, () =>
      readForAll(uses, text, (use) => readCell(use.field, use.kind, text, options, isLiteral)),
    );
  }
  return read;
}

/** What is wrong with the last row of a file if it may have been cut off. @param {number} count of its values @param {number} width @param {number} line */
export function cutOff(count, width, line) {
  const message = `must have ${width} values, as other rows, but has ${count}, and is the last one`;
  const hint = 'the file may have been cut off: export it again, or complete the row';
  return { line, message: `${placeOf(line)}: ${message}; ${hint}`, hint };
}

/**
 * @param {unknown} value an item of a JSON file
 * @param {(name: string) => Column | undefined} lookUp
 * @param {CellOptions} options
 * @param {{ line?: number, row: number }} at
 * @returns {Read}
 */
export function personOfJson(value, lookUp, options, { line, row }) {
  const read = newRead();
  const place = line === undefined ? {} : { line };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    addProblem(read, { ...place, message: `item ${row} must be an object` });
    return read;
  }
  for (const [name, item] of Object.entries(value)) {
    const column = lookUp(name);
    if (column === undefined) {
      const hint = suggestion(name, Object.keys(personFields));
      addProblem(read, {
        ...place,
        field: cut(name),
        message: `'${cut(name)}' is not the name of a field`,
        ...(hint && { hint }),
      });
    }
    if (column === undefined || column.name === null) continue;
    const [{ field }] = column.uses;
    if (Object.hasOwn(read.person, column.name)) {
      addProblem(read, { ...place, field, message: `must have one value for ${field}, but has two` }); // prettier-ignore
      continue;
    }
    // An empty string is an empty cell.
    if (typeof item === 'string' && item.trim() === '' && field !== 'password') continue;
    const text = typeof item === 'string' ? item.trim() : '';
    readInto(read, { ...place, field, header: name, name: column.name }, item, () =>
      readForAll(column.uses, text, (use) => readItem(use.field, use.kind, item, options)),
    );
  }
  return read;
}

/** @returns {Read} */
const newRead = () => ({ person: {}, problems: [] });

/** @param {Read} read @param {Omit<Problem, 'message'> & { message: string, field?: string }} problem */
function addProblem({ problems }, { value, message, hint, ...place }) {
  const at = placeOf(place.line, place.column);
  problems.push({
    ...place,
    ...(value !== undefined && place.field !== 'password' && { value: cut(value) }),
    message: `${at && `${at}: `}${message}`,
    ...(hint !== undefined && { hint }),
  });
}

/**
 * @param {Read} read
 * @param {{ line?: number, column?: number, field: string, header: string, name: string }} place
 * @param {unknown} value @param {() => unknown} act
 */
function readInto(read, { header, name: property, ...place }, value, act) {
  try {
    const result = act();
    read.person[property] = result;
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
    const shown = place.field === 'password' ? '' : ` '${cut(text)}'`;
    const name = header === place.field ? place.field : `${place.field} ('${cut(header)}')`;
    addProblem(read, {
      ...place,
      value: text,
      message: `${name}:${shown} ${error.message}${error.hint ? `; ${error.hint}` : ''}`,
      ...(error.hint !== undefined && { hint: error.hint }),
    });
  }
}

/** @param {string} field @param {string} kind @param {string} cell @param {CellOptions} options @param {boolean} [isLiteral] */
function readCell(field, kind, cell, options, isLiteral) {
  if (!isLiteral && cell.trim() === options.clear) return null;
  if (field === 'password') return cell;
  const text = readText(field, cell, isLiteral);
  if (kind === 'boolean') return readBoolean(text);
  if (kind === 'number') return readNumber(text, options.decimal);
  if (kind === 'date') return dateOf(field, text, options);
  if (kind === 'array') return readList(text);
  if (kind === 'object') return readObject(text);
  return text;
}

const midnight = /T00:00(:00([.:]0+)?)?(Z|[+-][\d:]+)?$/;

/** A last working day is a day: another time than midnight is another day in another time zone. @param {string} field @param {string} text @param {CellOptions} options */
function dateOf(field, text, options) {
  const date = readDate(text, options.dateFormat);
  if (field !== 'lastWorkingDay' || date.length === 10 || midnight.test(date)) return date;
  throw new BadValue('must be a day without a time', 'it could be another day in another time zone: write the day alone, such as 2026-03-31'); // prettier-ignore
}

const typeNames = /** @type {Record<string, string>} */ ({
  array: 'an array',
  object: 'an object',
});

/** Whether a value has a number with other digits than its text: beyond 2^53, or so large that it isn't finite. @param {unknown} item @returns {boolean} */
function hasLostDigits(item) {
  if (typeof item === 'number') return Math.abs(item) > Number.MAX_SAFE_INTEGER;
  return typeof item === 'object' && item !== null && Object.values(item).some(hasLostDigits);
}

/** A value of JSON: as it is if it has the field's type, and read like a cell if it is a string. @param {string} field @param {string} kind @param {unknown} item @param {CellOptions} options */
function readItem(field, kind, item, options) {
  if (hasLostDigits(item)) {
    throw new BadValue('has a number that JSON readers round or that is too large', 'write it as a string'); // prettier-ignore
  }
  // Custom fields have types that only the tenant knows.
  if (item === null || (field.startsWith('DE:') && typeof item !== 'string')) return item; // prettier-ignore
  if (typeof item === 'string') return readCell(field, kind, item, options);
  const type = Array.isArray(item) ? 'array' : typeof item;
  if (type === kind) return item;
  // A number is taken for a text, as in the API: an ID of personnel without quotes.
  if (kind === 'string' && type === 'number') return String(item);
  throw new BadValue(`must be ${typeNames[kind] ?? `a ${kind}`}, but is ${typeNames[type] ?? `a ${type}`}`); // prettier-ignore
}
