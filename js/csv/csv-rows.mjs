// Text becomes rows of cells, with csv-parse.
import { Buffer, transform } from '../../pkg/csv/libraries.mjs';
import { detectDelimiter, namedDelimiter } from './delimiter.mjs';
import { FileError } from './file-error.mjs';

/** The longest row. A quote that is never closed would otherwise take in the whole file. */
const maxRowBytes = 1_048_576;

/** @typedef {{ line: number, row: number, cells: string[] }} CsvRow `line` is the one on which the row starts */

/**
 * The rows that aren't blank, the first of which has the names of the columns.
 * @param {AsyncIterable<string>} text
 * @param {string | undefined} named the delimiter, if the caller names it
 * @returns {AsyncGenerator<CsvRow, void, void>}
 */
export async function* csvRows(text, named) {
  const count = { line: 0, row: 0 };
  let start = '';
  /** @type {ReturnType<typeof parserOf> | undefined} */
  let parser;
  for await (const chunk of text) {
    if (parser) {
      yield* parser.push(chunk);
      continue;
    }
    start += chunk;
    if (!isHeaderComplete(start)) continue;
    parser = parserOf(start, named, count);
    yield* parser.first();
  }
  parser ??= parserOf(start, named, count);
  yield* parser.first();
  yield* parser.end();
}

/** Whether the text has a line that isn't blank, and its end. @param {string} text */
function isHeaderComplete(text) {
  if (text.length > maxRowBytes) return true;
  // A CR at the very end may be the first half of a CRLF.
  const [header] = headerOf(text);
  return header !== undefined && text.trimStart().replace(/^sep=.[\r\n]+/i, '').length > header.length + 1; // prettier-ignore
}

/**
 * The line with the names of the columns, and Excel's line above it.
 * @param {string} text
 * @returns {[header: string | undefined, separator: string | undefined]}
 */
function headerOf(text) {
  const lines = linesOf(text);
  const named = namedDelimiter(lines[0] ?? '');
  return named === undefined ? [lines[0], undefined] : [lines[1], lines[0]];
}

/** The first two lines that aren't blank; a line ends outside of quotes. @param {string} text */
function linesOf(text) {
  const lines = [];
  const line = /(?:"[^"]*"|[^"\r\n]+)+/y;
  const blank = /[\s\ufeff]*/y;
  let at = 0;
  while (lines.length < 2) {
    blank.lastIndex = at;
    blank.exec(text);
    line.lastIndex = blank.lastIndex;
    const found = line.exec(text);
    if (!found) break;
    lines.push(found[0]);
    at = line.lastIndex;
  }
  return lines;
}

/**
 * @param {string} start the text up to the end of the header or more
 * @param {string | undefined} named
 * @param {{ line: number, row: number }} count of what has been read
 */
function parserOf(start, named, count) {
  const [header = '', separator] = headerOf(start);
  const delimiter = named ?? namedDelimiter(separator ?? '') ?? detectDelimiter(header);
  const parser = transform({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    trim: true,
    max_record_size: maxRowBytes,
  });
  let pending = start;
  let isSeparatorNext = separator !== undefined;
  /** @param {string | undefined} text @returns {CsvRow[]} */
  const parse = (text) => {
    /** @type {CsvRow[]} */
    const rows = [];
    const error = parser.parse(
      text === undefined ? undefined : Buffer.from(text),
      text === undefined,
      (cells) => {
        const line = count.line + 1;
        count.line = line + cells.reduce((sum, cell) => sum + newlines(cell), 0);
        count.row += 1;
        if (cells.every((cell) => cell.trim() === '')) return;
        if (isSeparatorNext) isSeparatorNext = false;
        else rows.push({ line, row: count.row, cells });
      },
      () => {},
    );
    if (error) throw syntaxError(error, count.line + 1);
    return rows;
  };
  let carry = '';
  return {
    *first() {
      const text = pending;
      pending = '';
      if (text !== '') yield* this.push(text);
    },
    /** @param {string} text */
    *push(text) {
      const all = carry + text;
      // A character of two units may be cut in half between the chunks of a string.
      carry = /[\ud800-\udbff]$/.test(all) ? all.slice(-1) : '';
      yield* parse(all.slice(0, all.length - carry.length));
    },
    *end() {
      if (carry !== '') yield* parse(carry);
      yield* parse(undefined);
    },
  };
}

/** @param {string} cell */
const newlines = (cell) => (/[\r\n]/.test(cell) ? (cell.match(/\r\n|[\r\n]/g)?.length ?? 0) : 0);

/** @param {any} error @param {number} line on which the row starts */
function syntaxError(error, line) {
  const column = typeof error.column === 'number' ? error.column + 1 : undefined;
  const details = { line, ...(column !== undefined && { column }), cause: error };
  const quoted =
    'a value with quotes must be in quotes, and each quote in it written twice: "5"" pipe"';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new FileError('syntax', 'a value has an opening quote without a closing one', { ...details, hint: quoted }); // prettier-ignore
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FileError('syntax', `a row must have at most ${maxRowBytes} bytes`, { ...details, hint: 'is a closing quote missing?' }); // prettier-ignore
  }
  return new FileError('syntax', 'a value has a quote in the wrong place', { ...details, hint: quoted }); // prettier-ignore
}
