// The formats in which a command prints its rows.
import { writePeople } from 'workfront-actions/csv';
import { option } from './command.mjs';
import { printJson, printRows } from './output.mjs';
import { Usage } from './verdict.mjs';

const formats = ['csv', 'json', 'jsonl', 'table'];

export const formatOptions = { format: option.string, json: option.flag };

export const formatHelp = `  --format HOW    csv, json, jsonl or table (default: a table on a terminal, JSON elsewhere)
  --json          the same as --format json
`;

/** The format that the command line asks for. @param {any} values @returns {string} */
export function formatOf({ format, json }) {
  if (format === undefined) return json || !process.stdout.isTTY ? 'json' : 'table';
  if (!formats.includes(format)) {
    throw new Usage(`--format must be csv, json, jsonl or table but is '${format}'`);
  }
  if (json && format !== 'json') throw new Usage(`pass --json or --format ${format}, not both`);
  return format;
}

/**
 * Prints rows. `whole` is what JSON has instead of the rows; `columns` are those of CSV.
 * @param {string} format
 * @param {Record<string, any>[]} rows
 * @param {{ whole?: unknown, columns?: string[] }} [options]
 */
export async function printFormatted(format, rows, { whole = rows, columns } = {}) {
  if (format === 'json') printJson(whole);
  else if (format === 'table') printRows(rows, { json: false });
  else {
    const type = /** @type {'csv' | 'jsonl'} */ (format);
    process.stdout.write(await writePeople(rows, { format: type, ...(columns && { columns }) }).text()); // prettier-ignore
  }
}
