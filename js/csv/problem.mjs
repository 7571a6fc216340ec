// What is wrong with one row of a file.

/** The most characters of a value that a message repeats. */
const mostShown = 60;

/** A value for a message: its start, without control characters. @param {string} text */
export function cut(text) {
  const visible = text.slice(0, mostShown + 1).replace(/[\p{Cc}\p{Cf}]/gu, (letter) => {
    const code = /** @type {number} */ (letter.codePointAt(0));
    return `\\u{${code.toString(16)}}`;
  });
  return text.length > mostShown ? `${visible.slice(0, mostShown)}…` : visible;
}

/** Thrown by the readers of cells: why the value can't be read, and what to do. */
export class BadValue extends Error {
  /** @param {string} reason what the value must be @param {string} [hint] */
  constructor(reason, hint) {
    super(reason);
    this.hint = hint;
  }
}
