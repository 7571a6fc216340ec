// Reads people from a file: JSON, or CSV as spreadsheets write it.
import { readFileSync } from 'node:fs';
import { Usage } from './command.mjs';
import { whyUnreadable } from './unreadable.mjs';

/** @param {string} file @returns {Record<string, any>[]} */
export function readPeople(file) {
  const name = file === '-' ? 'standard input' : file;
  let text;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new Usage(`${name} can't be read: ${whyUnreadable(error)}`);
  }
  const isJson = /\.json$/i.test(file) || /^\s*[[{]/.test(text);
  const people = isJson ? peopleOfJson(text, name) : peopleOfCsv(text, name);
  if (people.length === 0) throw new Usage(`${name} must be JSON or CSV with at least one row`);
  return people;
}

/** @param {string} text @param {string} name @returns {Record<string, any>[]} */
function peopleOfJson(text, name) {
  const people = [parsed(text, name)].flat();
  for (const [index, person] of people.entries()) {
    if (person !== null && typeof person === 'object' && !Array.isArray(person)) continue;
    throw new Usage(`${name} must be an object or an array of objects: item ${index + 1} is not`);
  }
  return people;
}

/** @param {string} text @param {string} name */
function parsed(text, name) {
  if (text.trim() === '') return [];
  try {
    return JSON.parse(text);
  } catch (/** @type {any} */ error) {
    throw new Usage(`${name} must be valid JSON: ${error.message}`);
  }
}

/** @param {string} text @param {string} name @returns {Record<string, any>[]} */
function peopleOfCsv(text, name) {
  const [names = [], ...lines] = csv(text);
  return lines.map((line, at) => {
    if (line.length > names.length) {
      const problem = `must have at most ${names.length} values, as the first row but has ${line.length}`;
      throw new Usage(`${name}: row ${at + 2}: ${problem}`);
    }
    // An empty cell leaves the field unset.
    return Object.fromEntries(
      names.flatMap((name, column) => (line[column] ? [[name.trim(), line[column]]] : [])),
    );
  });
}

/** RFC 4180, with commas or semicolons. @param {string} text */
export function csv(text) {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const separator = first.includes(';') && !first.includes(',') ? ';' : ',';
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let value = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isQuoted) {
      if (letter !== '"') value += letter;
      else if (text[at + 1] === '"') value += text[(at += 1)];
      else isQuoted = false;
    } else if (letter === '"' && value === '') isQuoted = true;
    else if (letter === separator) {
      row.push(value);
      value = '';
    } else if (letter === '\n') {
      rows.push([...row, value]);
      row = [];
      value = '';
    } else if (letter !== '\r') value += letter;
  }
  if (isQuoted) throw new Usage('the CSV has an opening quote without a closing one');
  if (value !== '' || row.length > 0) rows.push([...row, value]);
  return rows.filter((one) => one.some((cell) => cell !== ''));
}
