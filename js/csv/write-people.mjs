// Writes rows as CSV, JSON or JSON lines.
import { delimiterOf } from './delimiter.mjs';
import { FileError } from './file-error.mjs';
import { defaultClear, isFormula, protectedText } from './formula.mjs';
import { formats, oneOf } from './options.mjs';

const names = ['format', 'columns', 'delimiter', 'bom', 'clear'];

/** @typedef {{ columns: string[] | undefined, delimiter: string, clear: string }} CsvOptions */
/** @typedef {Iterable<any> | AsyncIterable<any>} Rows */

/** @type {typeof import('./index.d.ts').writePeople} */
export function writePeople(rows, options = {}) {
  const checked = writeOptions(options);
  const { format, bom } = checked;
  const write = format === 'csv' ? csv : format === 'jsonl' ? jsonLines : json;
  async function* chunks() {
    if (bom) yield '\ufeff';
    yield* write(rows, checked);
  }
  return {
    [Symbol.asyncIterator]: chunks,
    async text() {
      const parts = [];
      for await (const chunk of chunks()) parts.push(chunk);
      return parts.join('');
    },
  };
}

/** @param {any} options */
function writeOptions(options) {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new FileError('options', `'${unknown.slice(0, 40)}' is not an option of writePeople`, {
      hint: `the options are ${names.join(', ')}`,
    });
  }
  const { format = 'csv', columns, bom = false, clear = '' } = options;
  oneOf('format', format, formats);
  const isList = Array.isArray(columns) && columns.every((one) => typeof one === 'string' && one);
  if (columns !== undefined && !(isList && columns.length > 0)) {
    throw new FileError('options', 'columns must be an array of at least one field name');
  }
  return { format, columns, bom: Boolean(bom), clear: String(clear), delimiter: delimiterOf(options.delimiter) ?? ',' }; // prettier-ignore
}

/** @param {Rows} rows @param {CsvOptions} options */
async function* csv(rows, { columns, delimiter, clear }) {
  const [names, content] = columns === undefined ? await withColumns(rows) : [columns, rows];
  /** @param {string[]} cells */
  const line = (cells) => `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
  yield line(names.map((name) => protectedText(name)));
  for await (const row of content) {
    yield line(names.map((name) => cellOf(row?.[name], clear, name === 'password')));
  }
}

/** All rows, and the columns that any of them has. @param {Rows} rows @returns {Promise<[string[], any[]]>} */
async function withColumns(rows) {
  const all = [];
  const columns = new Set();
  for await (const row of rows) {
    all.push(row);
    for (const name of Object.keys(row ?? {})) columns.add(name);
  }
  return [[...columns], all];
}

/** @param {unknown} value @param {string} clear @param {boolean} isPassword @returns {string} */
function cellOf(value, clear, isPassword = false) {
  if (value === undefined) return '';
  if (value === null) return clear;
  if (typeof value === 'string') return textCell(value, clear, isPassword);
  // Numbers and booleans are no formulas, also if they start with a minus sign.
  if (typeof value === 'number') return numberCell(value);
  if (typeof value !== 'object') return String(value);
  const json = toJson(value);
  // What is written as a string, such as a date.
  return json.startsWith('"') ? cellOf(JSON.parse(json), clear) : json;
}

/** @param {string} text @param {string} clear @param {boolean} isPassword */
function textCell(text, clear, isPassword) {
  // Without a word for null, an empty cell is all that is left of both.
  if (text === '' && clear === '') return '';
  if (!isPassword) return protectedText(text, clear || undefined);
  const trimmed = text.trim();
  if (!isFormula(trimmed) && ![clear, defaultClear].includes(trimmed)) return text;
  throw new FileError('row', 'a password would be a formula in a cell, or clear the field', {
    hint: 'write JSON, or leave the column out with the option columns',
  });
}

/** With another digit where three decimals could be thousands. @param {number} value */
const numberCell = (value) => {
  const text = toJson(value);
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
};

/** As RFC 4180 defines; also what another delimiter would split. @param {string} cell @param {string} delimiter */
const quoted = (cell, delimiter) =>
  /["\r\n,;\t|]|^\s|\s$/.test(cell) || cell.includes(delimiter)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;

/** JSON has no other numbers than finite ones, and `JSON.stringify` writes null for these. @param {unknown} value @returns {string} */
const toJson = (value) =>
  JSON.stringify(value, (name, item) => {
    if (typeof item !== 'number' || Number.isFinite(item)) return item;
    const place = name === '' ? '' : ` of '${name.slice(0, 40)}'`;
    throw new FileError('row', `the value${place} must be a finite number but is ${item}`);
  });

/** @param {any} row @param {string[] | undefined} columns */
const picked = (row, columns) =>
  columns === undefined ? row : Object.fromEntries(columns.map((name) => [name, row?.[name]]));

/** @param {Rows} rows @param {{ columns: string[] | undefined }} options */
async function* jsonLines(rows, { columns }) {
  for await (const row of rows) yield `${toJson(picked(row, columns))}\n`;
}

/** @param {Rows} rows @param {{ columns: string[] | undefined }} options */
async function* json(rows, { columns }) {
  let separator = '[\n';
  for await (const row of rows) {
    yield `${separator}${toJson(picked(row, columns))}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
