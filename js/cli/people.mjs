// People from a file: JSON, or CSV as spreadsheets write it.
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
      throw new Usage(`${file} isn't JSON: ${error.message}`);
    }
  }
  const [names, ...lines] = csv(text);
  return lines.map((line, at) => {
    if (line.length > names.length) {
      throw new Usage(`${file}: row ${at + 2} has more values than the first one has names`);
    }
    // An empty place says nothing of the field.
    return Object.fromEntries(
      names.flatMap((name, place) => (line[place] ? [[name.trim(), line[place]]] : [])),
    );
  });
}

/** RFC 4180, with commas or semicolons. @param {string} text */
export function csv(text) {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const comma = first.includes(';') && !first.includes(',') ? ';' : ',';
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
    else if (letter === comma) {
      row.push(value);
      value = '';
    } else if (letter === '\n') {
      rows.push([...row, value]);
      row = [];
      value = '';
    } else if (letter !== '\r') value += letter;
  }
  if (isQuoted) throw new Usage('the CSV ends within quotes');
  if (value !== '' || row.length > 0) rows.push([...row, value]);
  return rows.filter((one) => one.some((place) => place !== ''));
}
