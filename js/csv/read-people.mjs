// Reads people from a file, row by row.
import { csvRows } from './csv-rows.mjs';
import { textOf } from './decode.mjs';
import { duplicateFinder } from './duplicates.mjs';
import { FileError } from './file-error.mjs';
import { columnsOf, lookUpFor } from './headers.mjs';
import { isJsonLines, jsonLines, jsonRows } from './json-rows.mjs';
import { readOptions } from './options.mjs';
import { cutOff, personOfCells, personOfJson } from './person.mjs';
import { cut } from './problem.mjs';
import { chunksOf } from './source.mjs';

/** So many characters decide about the format. */
const maxStart = 1_048_576;

/** @typedef {import('./index.d.ts').PersonRow<any>} PersonRow */
/** @typedef {ReturnType<typeof readOptions>} Options */

/** See index.d.ts. @param {any} source @param {any} [options] @returns {import('./index.d.ts').People<any>} */
export function readPeople(source, options = {}) {
  const checked = readOptions(options);
  const rows = () => numbered(source, checked);
  return {
    [Symbol.asyncIterator]: rows,
    async *people() {
      for await (const row of rows()) {
        const { person, problems, duplicateOf } = row;
        if (problems !== undefined) throw refused(row);
        if (duplicateOf === undefined) yield person;
      }
    },
  };
}

/** @param {PersonRow} row */
function refused({ row, line, problems = [] }) {
  const message = problems.map((problem) => problem.message).join('; ');
  const [{ column, value, hint }] = problems;
  return new FileError('row', line === undefined ? `item ${row}: ${message}` : message, {
    isWhole: true,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(value !== undefined && { value }),
    ...(hint !== undefined && { hint }),
  });
}

/** @param {any} source @param {Options} options @returns {AsyncGenerator<PersonRow, void, void>} */
async function* numbered(source, options) {
  const { list } = options;
  const duplicateOf = duplicateFinder(nameLookUp(list));
  let isEmpty = true;
  for await (const { person, problems, ...place } of rowsOf(source, options)) {
    isEmpty = false;
    // A row that can't be read says nothing about its person.
    const duplicate = problems.length > 0 ? undefined : duplicateOf({ ...place, person });
    if (duplicate !== undefined && duplicate.differing.length > 0) {
      problems.push(contradiction(place, duplicate));
    }
    yield {
      ...place,
      // By this, `reconcile` names the row of somebody whom it holds back.
      person: list && place.line !== undefined ? { $line: place.line, ...person } : person,
      ...(problems.length > 0 && { problems }),
      ...(duplicate !== undefined && { duplicateOf: duplicate }),
    };
  }
  if (isEmpty) {
    throw new FileError('empty', 'the file must be JSON or CSV with at least one row');
  }
}

/** Where a row of a list has a key. @param {Options['list']} list */
function nameLookUp(list) {
  const names = new Map(list?.columns.flatMap(({ name, uses }) => uses.map(({ field }) => [field, name]))); // prettier-ignore
  return (/** @type {string} */ key) => names.get(key) ?? key;
}

/** @param {{ row: number, line?: number }} place @param {import('./index.d.ts').Duplicate} duplicate */
function contradiction({ row, line }, { row: first, key, differing }) {
  const message = `row ${row} has the same ${key} as row ${first} but differs in ${differing.join(', ')}`;
  const hint = 'keep one row for each person';
  return { ...(line !== undefined && { line }), message: `${message}; ${hint}`, hint };
}

/**
 * @param {any} source @param {Options} options
 * @returns {AsyncGenerator<{ row: number, line?: number, person: Record<string, any>, problems: any[] }, void, void>}
 */
async function* rowsOf(source, options) {
  const text = watched(textOf(chunksOf(source), options.encoding), options);
  const { format, content } = options.format
    ? { format: options.format, content: text }
    : await detectFormat(text);
  if (format === 'csv') {
    yield* rowsOfCsv(content, options);
    return;
  }
  const lookUp = once(lookUpFor([], options), options);
  for await (const { value, ...place } of format === 'json'
    ? jsonRows(content)
    : jsonLines(content)) {
    yield { ...place, ...personOfJson(value, lookUp, options, place) };
  }
}

// UTF-8 that was read as Windows-1252 and written again: `ü` is `Ã¼`, `’` is `â€™`.
const encodedTwice = /[ÃÄÅ][\u0080-\u00bf\u0152-\u2122]|â€/;

/** @param {AsyncGenerator<string, void, void>} text @param {Options} options */
async function* watched(text, { onWarning }) {
  let found;
  for await (const chunk of text) {
    if (!found && (found = encodedTwice.exec(chunk))) {
      onWarning({ message: `the file looks encoded twice ('${found}'): export it again`, columns: [] }); // prettier-ignore
    }
    yield chunk;
  }
}

/** Looks up each name once, and warns of those that aren't read. @param {ReturnType<typeof lookUpFor>} lookUp @param {Options} options */
function once(lookUp, options) {
  /** @type {Map<string, ReturnType<typeof lookUp>>} */
  const known = new Map();
  return (/** @type {string} */ name) => {
    if (!known.has(name)) {
      const column = lookUp(name);
      known.set(name, column);
      if (column) warn([column], options);
    }
    return known.get(name);
  };
}

/** @param {import('./headers.mjs').Column[]} columns @param {Options} options */
function warn(columns, options) {
  const ignored = columns.filter(({ state }) => state === 'ignored').map(({ header }) => header);
  if (ignored.length === 0) return;
  const names = ignored.map((header) => `'${cut(header)}'`).join(', ');
  options.onWarning({ message: `columns that are not read: ${names}`, columns: ignored });
}

/** @param {AsyncIterable<string>} text @param {Options} options */
async function* rowsOfCsv(text, options) {
  /** @type {import('./headers.mjs').Column[] | undefined} */
  let columns;
  /** @type {import('./csv-rows.mjs').CsvRow | undefined} */
  let held;
  let longest = 0;
  for await (const row of csvRows(text, options.delimiter)) {
    if (!columns) {
      columns = columnsOf(row.cells, options, row.line);
      warn(columns, options);
      continue;
    }
    if (held) {
      longest = Math.max(longest, held.cells.length);
      yield readRow(held, columns, options);
    }
    held = row;
  }
  if (!held || !columns) return;
  const last = readRow(held, columns, options);
  // Some programs leave out empty values at the end of every row; columns without a name at the end of the first row are no columns.
  const named = columns.findLastIndex(({ state }) => state !== 'nameless') + 1;
  const width = Math.min(longest || named, named);
  if (held.cells.length < width) last.problems.push(cutOff(held.cells.length, width, held.line));
  yield last;
}

/** @param {import('./csv-rows.mjs').CsvRow} row @param {import('./headers.mjs').Column[]} columns @param {Options} options */
const readRow = ({ line, row, cells }, columns, options) => ({
  line,
  row,
  ...personOfCells(cells, columns, options, line),
});

/**
 * JSON starts with a bracket; an object on a line of its own is the first of JSON lines. All else is CSV.
 * @param {AsyncGenerator<string, void, void>} text
 * @returns {Promise<{ format: 'csv' | 'json' | 'jsonl', content: AsyncIterable<string> }>}
 */
async function detectFormat(text) {
  let start = '';
  for (;;) {
    const { done, value } = await text.next();
    start += value ?? '';
    const letter = start.trimStart()[0];
    const isLine = letter !== undefined && (letter !== '{' || start.trimStart().includes('\n'));
    const isDecided = isLine || start.length > maxStart;
    if (!isDecided && !done) continue;
    const format = letter === '[' ? 'json' : letter !== '{' ? 'csv' : isJsonLines(start) ? 'jsonl' : 'json'; // prettier-ignore
    return { format, content: continued(start, text) };
  }
}

/** @param {string} start @param {AsyncGenerator<string, void, void>} rest */
async function* continued(start, rest) {
  try {
    yield start;
    yield* rest;
  } finally {
    // Ends the source too, if the reader stops before the first chunk is used up.
    await rest.return();
  }
}
