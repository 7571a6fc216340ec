// Reads text, and refuses what a spreadsheet, an earlier conversion or a copy from a web page has spoilt.
import { BadValue } from './problem.mjs';

/** Fields that identify a person, or that are compared with names of the tenant. */
const keys = new Set(['ID', 'emailAddr', 'username', 'ssoUsername', 'extRefID']);

/** Names may be any text, such as Null. */
const anyText = new Set(['firstName', 'lastName']);

const spreadsheetError =
  /^#(N\/A|NAME\?|REF!|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|NV|BEZUG!|WERT!|ZAHL!)$/i;
// As Excel shows long numbers: 1.23457E+11, 1E+11, 12.35E+10.
const shortened = /^[+-]?\d+([.,]\d+)?E\+\d{2,}$/i;

// Format characters such as the zero-width space, and white space that isn't a plain space.
const unseen = /[\p{Cf}\t\r\n\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;

const exportAgain = 'export the file again, as UTF-8';

/** Whether some field refuses a text because of what a spreadsheet may have done to it. @param {string} text */
export const isSpoilt = (text) =>
  spreadsheetError.test(text) || shortened.test(text) || /^null$/i.test(text);

/**
 * The text of a cell without white space at its ends, or as it is if it is meant so.
 * @param {string} field @param {string} cell @param {boolean} [isLiteral]
 */
export function readText(field, cell, isLiteral = false) {
  const text = isLiteral ? cell : cell.trim();
  if (!isLiteral) refuseSpoilt(field, text);
  if (text.includes('\ufffd')) {
    throw new BadValue('has the character � instead of a letter that was lost', exportAgain);
  }
  // Line breaks and tabs may be part of an address or a description.
  // eslint-disable-next-line no-control-regex
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.exec(text)?.[0];
  const hidden = control ?? (keys.has(field) ? unseen.exec(text)?.[0] : undefined);
  if (hidden !== undefined) {
    const code = /** @type {number} */ (hidden.codePointAt(0)).toString(16).toUpperCase();
    // Letters of another encoding.
    const isC1 = hidden > '\u007f' && hidden < '\u00a0';
    throw new BadValue(`has a character that can't be seen (U+${code.padStart(4, '0')})`, isC1 ? exportAgain : 'remove it'); // prettier-ignore
  }
  return text;
}

/** @param {string} field @param {string} text */
function refuseSpoilt(field, text) {
  if (spreadsheetError.test(text)) throw new BadValue('is an error of the spreadsheet');
  if (shortened.test(text)) {
    throw new BadValue('is a number that the spreadsheet has shortened', 'format the column as text, and enter the number again; if the text is meant so, write an apostrophe in front'); // prettier-ignore
  }
  if (/^null$/i.test(text) && !anyText.has(field)) {
    throw new BadValue('could mean that there is no value', 'leave the cell empty to keep the field as it is, or write the word of the option \'clear\' (default: <clear>) to clear it'); // prettier-ignore
  }
}
