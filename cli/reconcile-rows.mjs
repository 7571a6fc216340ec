// Reads the rows of a list: JSON and JSON lines as they are, CSV with docs/files.md.
import { nameOf, readText } from './files.mjs';
import { printMessage } from './output.mjs';
import { messageOf, readPeopleFile } from './people.mjs';
import { whyInvalid } from './unreadable.mjs';
import { Usage } from './verdict.mjs';

/**
 * @param {string} file
 * @param {any} values the options for CSV
 * @param {Record<string, unknown> | undefined} mapping
 * @param {string} [command] which reads them
 * @returns {Promise<unknown[]>}
 */
export async function readRows(file, values, mapping, command = 'reconcile') {
  if (/\.(jsonl|ndjson)$/i.test(file)) return lines(file, readText(file));
  if (file === '-' || /\.json$/i.test(file)) return items(file, readText(file));
  const rows = await readPeopleFile(file, values, { command, mapping: mapping ?? {} });
  // A row that is left out would be a person who has left.
  const wrong = rows.filter(({ problems }) => problems !== undefined);
  if (wrong.length > 0) {
    const texts = wrong.slice(0, 5).map(messageOf);
    const more = wrong.length > 5 ? ` (and ${wrong.length - 5} more rows)` : '';
    throw new Usage(`${nameOf(file)}: ${texts.join('; ')}${more}`, { showsHelp: false });
  }
  const repeated = rows.filter(({ duplicateOf }) => duplicateOf !== undefined);
  if (repeated.length > 0) {
    printMessage(`workfront-actions ${command}: ${nameOf(file)}: ${repetition(repeated)}`);
  }
  return rows.filter(({ duplicateOf }) => duplicateOf === undefined).map(({ person }) => person);
}

/** Rows that say the same as an earlier one. @param {import('./people.mjs').Row[]} rows */
function repetition(rows) {
  const places = rows.slice(0, 5).map(({ row, duplicateOf }) => `row ${row} is row ${duplicateOf?.row} again`); // prettier-ignore
  const more = rows.length > 5 ? `, and ${rows.length - 5} more` : '';
  return `left out, because they are repeated: ${places.join(', ')}${more}`;
}

/** @param {string} file @param {string} text */
function items(file, text) {
  const parsed = json(nameOf(file), text);
  if (Array.isArray(parsed)) return parsed;
  throw new Usage(`${nameOf(file)} must be a JSON array of people`, { showsHelp: false });
}

/** With `$line`, by which the plan names a row. @param {string} file @param {string} text */
const lines = (file, text) =>
  text.split('\n').flatMap((content, at) => {
    if (content.trim() === '') return [];
    const line = at + 1;
    const row = json(`${nameOf(file)}, line ${line},`, content);
    const isObject = row !== null && typeof row === 'object' && !Array.isArray(row);
    return [isObject ? { $line: line, ...row } : row];
  });

/** @param {string} name @param {string} text */
function json(name, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Usage(`${name} must be valid JSON: ${whyInvalid(error)}`, { showsHelp: false });
  }
}
