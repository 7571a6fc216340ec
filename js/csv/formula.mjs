// Cells that reading would change, or that a spreadsheet would run as formulas: `=cmd|…` in a title must stay text when somebody
// opens an export. An apostrophe in front says: what follows is the text, as it is.
import { isSpoilt } from './read-text.mjs';

// With the full-width forms, which some spreadsheets read in the same way.
const dangerous = /^[=+\-@\t\r\n＝＋－＠]/;

/** Whether a spreadsheet would run a text as a formula. @param {string} text */
export const isFormula = (text) => dangerous.test(text);

/** The usual word that clears a field. */
export const defaultClear = '<clear>';

/** In place of an empty string, which would be an empty cell. An apostrophe alone is itself. */
const emptyText = "''";

/**
 * Whether a text that doesn't start with an apostrophe has to have one in front.
 * @param {string} text @param {string} clear the word that clears a field
 */
const isAltered = (text, clear) =>
  isFormula(text) ||
  text.trim() !== text ||
  text === clear ||
  text === defaultClear ||
  isSpoilt(text);

/** Whether a text, after its apostrophes, has to have one in front. @param {string} text @param {string} clear */
function needsMark(text, clear) {
  const rest = text.replace(/^'+/, '');
  return rest === '' ? text.length > 1 : isAltered(rest, clear);
}

/** A text as a cell has it. @param {string} text @param {string} clear */
export function protectedText(text, clear = defaultClear) {
  if (text === '') return emptyText;
  return needsMark(text, clear) ? `'${text}` : text;
}

/**
 * The text of a cell, and whether it is meant as it is, because `protectedText` has marked it.
 * @param {string} cell @param {string} clear
 */
export function unprotected(cell, clear = defaultClear) {
  const start = cell.trimStart();
  const isMarked = start.startsWith("'") && needsMark(start, clear);
  if (!isMarked) return { text: cell.trim(), isLiteral: false };
  return { text: start === emptyText ? '' : start.slice(1), isLiteral: true };
}
