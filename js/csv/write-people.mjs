// Writes rows as CSV, JSON or JSON lines.
import { delimiterOf } from './delimiter.mjs';
import { FileError } from './file-error.mjs';
import { protectedText } from './formula.mjs';
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
  const line = (cells) => `${cells.map((cell) => quoted(cell)).join(delimiter)}\r\n`;
  yield line(names.map(protectedText));
  for await (const row of content) yield line(names.map((name) => cellOf(row?.[name], clear)));
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

/** @param {unknown} value @param {string} clear */
function cellOf(value, clear) {
  if (value === undefined) return '';
  if (value === null) return clear;
  if (typeof value === 'string') return protectedText(value);
  // Numbers and booleans are no formulas, also if they start with a minus sign.
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** As RFC 4180 defines; also what another delimiter would split. @param {string} cell */
const quoted = (cell) =>
  /["\r\n,;\t|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** @param {any} row @param {string[] | undefined} columns */
const picked = (row, columns) =>
  columns === undefined ? row : Object.fromEntries(columns.map((name) => [name, row?.[name]]));

/** @param {Rows} rows @param {{ columns: string[] | undefined }} options */
async function* jsonLines(rows, { columns }) {
  for await (const row of rows) yield `${JSON.stringify(picked(row, columns))}\n`;
}

/** @param {Rows} rows @param {{ columns: string[] | undefined }} options */
async function* json(rows, { columns }) {
  let separator = '[\n';
  for await (const row of rows) {
    yield `${separator}${JSON.stringify(picked(row, columns))}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
