// Reads people from a file, and the options that say how.
import { createReadStream } from 'node:fs';
import { FileError, readPeople } from 'workfront-actions/csv';
import { option } from './command.mjs';
import { nameOf, unreadable } from './files.mjs';
import { inFileOptions } from './option-names.mjs';
import { Usage } from './verdict.mjs';

/** @typedef {import('workfront-actions/csv').PersonRow<any>} Row */

export const fileOptions = {
  encoding: option.string,
  delimiter: option.string,
  map: option.strings,
  'ignore-unknown': option.flag,
  'date-format': option.string,
  decimal: option.string,
};

export const fileHelp = `Options for the file
  --map "HEADER=FIELD"
                  the field of a column (repeat for more); without a field the column is left out
  --ignore-unknown
                  leave out columns that are no fields, with a warning, instead of refusing the file
  --encoding E    the encoding, if it is neither UTF-8 nor UTF-16, such as windows-1252
  --delimiter D   what separates the values: a character, comma, semicolon or tab (default: what the first line has)
  --date-format F the order of dates such as 01/02/2026: DMY, MDY or YMD
  --decimal C     the decimal separator of numbers such as 1,234: a comma or a point
`;

/**
 * Reads all people of a file, or of standard input for `-`: CSV, JSON or JSON lines.
 * @param {string} file
 * @param {any} values the options of the command line
 * @param {{ command?: string, mapping?: Record<string, unknown> }} [reader] the command that warns of columns that aren't read; the mapping of a list
 * @returns {Promise<Row[]>} at least one
 * @throws {Usage} if the file can't be read, or has nobody
 */
export async function readPeopleFile(file, values, { command, mapping } = {}) {
  const onWarning = (/** @type {{ message: string }} */ { message }) =>
    process.stderr.write(`workfront-actions ${command}: ${nameOf(file)}: ${message}\n`);
  const options = { ...readOptions(file, values), mapping, ...(command && { onWarning }) };
  const rows = [];
  try {
    const source = file === '-' ? process.stdin : createReadStream(file);
    for await (const row of readPeople(source, options)) rows.push(row);
  } catch (/** @type {any} */ error) {
    if (error.errno !== undefined) throw unreadable(file, error);
    if (!(error instanceof FileError)) throw error;
    const text = inFileOptions(error.message);
    const message = error.code === 'options' ? text : errorText(file, text);
    throw new Usage(message, { showsHelp: error.code === 'options', cause: error });
  }
  const wrong = rows.find(({ problems }) => problems !== undefined);
  if (wrong && rows.every(({ person }) => Object.keys(person).length === 0)) {
    throw new Usage(errorText(file, messageOf(wrong)), { showsHelp: false });
  }
  return rows;
}

/** Why a row can't be used. @param {Row} row */
export const messageOf = ({ problems = [] }) =>
  problems.map(({ message }) => inFileOptions(message)).join('; ');

/** @param {string} file @param {string} message */
const errorText = (file, message) =>
  message.startsWith('the file ')
    ? `${nameOf(file)} ${message.slice('the file '.length)}`
    : `${nameOf(file)}: ${message}`;

/** @param {string} file @param {any} values @returns {import('workfront-actions/csv').ReadPeopleOptions} */
function readOptions(file, values) {
  const format = /\.json$/i.test(file) ? 'json' : /\.(jsonl|ndjson)$/i.test(file) ? 'jsonl' : undefined; // prettier-ignore
  return {
    format,
    encoding: values.encoding,
    delimiter: values.delimiter,
    dateFormat: values['date-format'],
    decimal: values.decimal,
    ignoreUnknown: values['ignore-unknown'],
    ...(values.map && { map: Object.fromEntries(values.map.map(mapping)) }),
  };
}

/** @param {string} text such as `E-Mail=emailAddr` */
function mapping(text) {
  const at = text.lastIndexOf('=');
  const header = text.slice(0, at).trim();
  if (at < 0 || header === '') {
    const hint = /\.json$/i.test(text)
      ? '. A file with a mapping is for reconcile, which also plans new accounts and changes: workfront-actions reconcile FILE --map mapping.json -o plan.json'
      : '';
    throw new Usage(`--map must be "HEADER=FIELD", but is '${text.slice(0, 60)}'${hint}`);
  }
  return [header, text.slice(at + 1).trim() || null];
}
