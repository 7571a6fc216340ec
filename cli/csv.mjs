// Reads CSV as spreadsheets write it: RFC 4180, with commas or semicolons.
import { Usage } from './verdict.mjs';

/** The rows that aren't blank, as cells. @param {string} text */
export const csv = (text) => parseCsv(text).map(({ cells }) => cells);

/** The rows that aren't blank, with their numbers in a spreadsheet. @param {string} text */
export const parseCsv = (text) =>
  allRows(text)
    .map((cells, at) => ({ row: at + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));

/** @param {string} text */
function allRows(text) {
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
  return rows;
}
