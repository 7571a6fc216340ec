// The error of a file that can't be read as a whole.
import { cut } from './problem.mjs';

/** A file that can't be read, or options that are wrong. See index.d.ts. */
export class FileError extends Error {
  /**
   * @param {import('./index.d.ts').FileErrorCode} code
   * @param {string} message
   * @param {{ hint?: string, line?: number, column?: number, value?: string, cause?: unknown, isWhole?: boolean }} [details] `isWhole`:
   * the message has the place and the hint already
   */
  constructor(code, message, { hint, line, column, value, cause, isWhole = false } = {}) {
    const place = placeOf(line, column);
    const full = `${place && `${place}: `}${message}${hint ? `; ${hint}` : ''}`;
    super(isWhole ? message : full, cause === undefined ? {} : { cause });
    this.name = 'FileError';
    this.code = code;
    if (line !== undefined) this.line = line;
    if (column !== undefined) this.column = column;
    if (value !== undefined) this.value = cut(value);
    if (hint !== undefined) this.hint = hint;
  }

  /** All of it: an error's name and message are not among the properties that JSON has. */
  toJSON() {
    const { name, message, ...details } = this;
    return { name, message, ...details };
  }
}

/** Such as `line 3, column 2`. @param {number} [line] @param {number} [column] */
export const placeOf = (line, column) =>
  [line !== undefined && `line ${line}`, column !== undefined && `column ${column}`]
    .filter(Boolean)
    .join(', ');
