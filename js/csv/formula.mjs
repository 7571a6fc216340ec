// Cells that a spreadsheet would run as formulas: `=cmd|…` in a title must stay text when somebody opens an export.

// With the full-width forms, which some spreadsheets read in the same way. A protected cell is protected again, so that
// reading it gives back the same text.
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Puts an apostrophe before what could be a formula: spreadsheets then show it as text. @param {string} text */
export const protectedText = (text) => (dangerous.test(text) ? `'${text}` : text);

/** The text without the apostrophe of `protectedText`. @param {string} text */
export const unprotected = (text) =>
  text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text;
