// Reads people from a file: JSON, or CSV as spreadsheets write it.
import { readFileSync } from 'node:fs';
import { Usage } from './command.mjs';

/** @param {string} file @returns {Record<string, any>[]} */
export function readPeople(file) {
  let text;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    throw new Usage(`${file} can't be read`);
  }
  if (/^\s*[[{]/.test(text)) {
    try {
      return [JSON.parse(text)].flat();
    } catch (/** @type {any} */ error) {
      throw new Usage(`${file} must be valid JSON: ${error.message}`);
    }
  }
  const [names, ...lines] = csv(text);
  return lines.map((line, at) => {
    if (line.length > names.length) {
      const problem = `must have at most ${names.length} values, as the first row, but has ${line.length}`;
      throw new Usage(`${file}: row ${at + 2}: ${problem}`);
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
