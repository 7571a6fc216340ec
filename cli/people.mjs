// Reads people from a file: JSON, or CSV as spreadsheets write it.
import { readFileSync } from 'node:fs';
import { parseCsv } from './csv.mjs';
import { Usage } from './verdict.mjs';
import { whyInvalid, whyUnreadable } from './unreadable.mjs';

/**
 * One person of a file, or why this row is none.
 * @typedef {object} Row
 * @property {number} row the row of the CSV file, where the names of the columns are row 1; or the item of the array, from 1
 * @property {Record<string, any>} person
 * @property {string} [problem]
 */

/** Reads a file with at least one person; throws `Usage` if it has none. @param {string} file @returns {Row[]} */
export function readPeople(file) {
  const name = nameOf(file);
  const text = readText(file).replace(/^\ufeff/, '');
  const isJson = /\.json$/i.test(file) || /^\s*[[{]/.test(text);
  const people = isJson ? peopleOfJson(text, name) : peopleOfCsv(text, name);
  if (people.length === 0) throw new Usage(`${name} must be JSON or CSV with at least one row`);
  return people;
}

/** Reads a file, or standard input for `-`. @param {string} file */
export function readText(file) {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Usage(`${nameOf(file)} can't be read: ${whyUnreadable(error)}`);
  }
}

/** @param {string} file */
export const nameOf = (file) => (file === '-' ? 'standard input' : file);

/** @param {string} text @param {string} name @returns {Row[]} */
function peopleOfJson(text, name) {
  const items = [parsed(text, name)].flat();
  const wrong = items.findIndex((item) => !isObject(item));
  const isUseful = (/** @type {any} */ item) => isObject(item) && Object.keys(item).length > 0;
  if (wrong >= 0 && !items.some(isUseful)) {
    throw new Usage(`${name} must be an object or an array of objects: item ${wrong + 1} is not`);
  }
  return items.map((item, at) =>
    isObject(item)
      ? { row: at + 1, person: item }
      : { row: at + 1, person: {}, problem: `item ${at + 1} must be an object` },
  );
}

/** @param {any} value */
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** @param {string} text @param {string} name */
function parsed(text, name) {
  if (text.trim() === '') return [];
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Usage(`${name} must be valid JSON: ${whyInvalid(error)}`);
  }
}

/** @param {string} text @param {string} name @returns {Row[]} */
function peopleOfCsv(text, name) {
  const [header, ...rows] = parseCsv(text);
  const columns = (header?.cells ?? []).map((column) => column.trim());
  const twice = columns.find((column, at) => column !== '' && columns.indexOf(column) < at);
  if (twice !== undefined) throw new Usage(`${name} must have one column '${twice}' but has two`);
  return rows.map(({ row, cells }) => personOf(row, cells, columns));
}

/** @param {number} row @param {string[]} cells @param {string[]} columns @returns {Row} */
function personOf(row, cells, columns) {
  // An empty cell leaves the field unset.
  const filled = cells.flatMap((value, at) =>
    value === '' ? [] : [{ column: columns[at], at, value }],
  );
  const person = Object.fromEntries(
    filled.flatMap(({ column, value }) => (column ? [[column, value]] : [])),
  );
  if (cells.length > columns.length) {
    const problem = `row ${row} must have at most ${columns.length} values, as the first row but has ${cells.length}`;
    return { row, person, problem };
  }
  const nameless = filled.find(({ column }) => !column);
  return nameless === undefined
    ? { row, person }
    : { row, person, problem: `row ${row} has a value in column ${nameless.at + 1}, which has no name` }; // prettier-ignore
}
