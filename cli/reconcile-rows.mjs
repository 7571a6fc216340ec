// Reads the rows of a list: JSON and JSON lines as they are, CSV with docs/files.md.
import { nameOf, readText } from './files.mjs';
import { messageOf, readPeopleFile } from './people.mjs';
import { whyInvalid } from './unreadable.mjs';
import { Usage } from './verdict.mjs';

// What a column of CSV is read as if a mapping reads it: text.
const prefix = 'DE:';

/**
 * @param {string} file
 * @param {any} values the options for CSV
 * @param {string[]} columns those that a mapping reads
 * @returns {Promise<Record<string, unknown>[]>}
 */
export async function readRows(file, values, columns) {
  if (/\.(jsonl|ndjson)$/i.test(file)) return lines(file, readText(file));
  if (file === '-' || /\.json$/i.test(file)) return items(file, readText(file));
  const own = columns.map((name) => `${name}=${prefix}${name}`);
  const options = {
    ...values,
    map: [...(values.map ?? []), ...own],
    'ignore-unknown': columns.length > 0 || values['ignore-unknown'],
  };
  const rows = await readPeopleFile(file, options);
  // A row that is left out would be a person who has left.
  const wrong = rows.filter(({ problems }) => problems !== undefined);
  if (wrong.length > 0) {
    const texts = wrong.slice(0, 5).map(messageOf);
    const more = wrong.length > 5 ? ` (and ${wrong.length - 5} more rows)` : '';
    throw new Usage(`${nameOf(file)}: ${texts.join('; ')}${more}`, { showsHelp: false });
  }
  const people = rows.filter(({ duplicateOf }) => duplicateOf === undefined);
  return people.map(({ person }) => withNames(person, new Set(columns)));
}

/** The row with the columns' own names. @param {Record<string, unknown>} person @param {Set<string>} columns */
const withNames = (person, columns) =>
  Object.fromEntries(
    Object.entries(person).map(([field, value]) => {
      const name = field.startsWith(prefix) ? field.slice(prefix.length) : field;
      return [columns.has(name) ? name : field, value];
    }),
  );

/** @param {string} file @param {string} text */
function items(file, text) {
  const parsed = json(nameOf(file), text);
  if (Array.isArray(parsed)) return parsed;
  throw new Usage(`${nameOf(file)} must be a JSON array of people`);
}

/** @param {string} file @param {string} text */
const lines = (file, text) =>
  text.split('\n').flatMap((line, at) => {
    const isBlank = line.trim() === '';
    return isBlank ? [] : [json(`${nameOf(file)}, line ${at + 1},`, line)];
  });

/** @param {string} name @param {string} text */
function json(name, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Usage(`${name} must be valid JSON: ${whyInvalid(error)}`);
  }
}
