// Reads people from a file, row by row.
import { csvRows } from './csv-rows.mjs';
import { textOf } from './decode.mjs';
import { duplicateFinder } from './duplicates.mjs';
import { FileError } from './file-error.mjs';
import { columnsOf, lookUpFor } from './headers.mjs';
import { isJsonLines, jsonLines, jsonRows } from './json-rows.mjs';
import { readOptions } from './options.mjs';
import { personOfCells, personOfJson } from './person.mjs';
import { chunksOf } from './source.mjs';

/** So many characters decide about the format. */
const maxStart = 1_048_576;

/** @typedef {import('./index.d.ts').PersonRow<any>} PersonRow */
/** @typedef {ReturnType<typeof readOptions>} Options */

/** @type {typeof import('./index.d.ts').readPeople} */
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
  const [{ column, value }] = problems;
  return new FileError('row', line === undefined ? `item ${row}: ${message}` : message, {
    ...(column !== undefined && { column }),
    ...(value !== undefined && { value }),
  });
}

/** @param {any} source @param {Options} options @returns {AsyncGenerator<PersonRow, void, void>} */
async function* numbered(source, options) {
  const duplicateOf = duplicateFinder();
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
      person,
      ...(problems.length > 0 && { problems }),
      ...(duplicate !== undefined && { duplicateOf: duplicate }),
    };
  }
  if (isEmpty) {
    throw new FileError('empty', 'the file must be JSON or CSV with at least one row');
  }
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
  const text = textOf(chunksOf(source), options.encoding);
  const { format, content } = options.format
    ? { format: options.format, content: text }
    : await detectFormat(text);
  if (format === 'csv') {
    yield* rowsOfCsv(content, options);
    return;
  }
  const lookUp = lookUpFor([], options.map);
  for await (const { value, ...place } of format === 'json'
    ? jsonRows(content)
    : jsonLines(content)) {
    yield { ...place, ...personOfJson(value, lookUp, options, place) };
  }
}

/** @param {AsyncIterable<string>} text @param {Options} options */
async function* rowsOfCsv(text, options) {
  /** @type {import('./headers.mjs').Column[] | undefined} */
  let columns;
  for await (const { line, row, cells } of csvRows(text, options.delimiter)) {
    if (columns) yield { line, row, ...personOfCells(cells, columns, options, line) };
    else columns = columnsOf(cells, options, line);
  }
}

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
