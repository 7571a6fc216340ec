// JSON arrays, one JSON object, and JSON lines become rows of values.
import { FileError } from './file-error.mjs';

/** The longest line of JSON lines. */
const maxLine = 1_048_576;

/** @typedef {{ line?: number, row: number, value: unknown }} JsonRow */

/**
 * The items of an array, or the one object. The text is held in memory.
 * @param {AsyncIterable<string>} text
 * @returns {AsyncGenerator<JsonRow, void, void>}
 */
export async function* jsonRows(text) {
  const parts = [];
  for await (const chunk of text) parts.push(chunk);
  const all = parts.join('');
  if (all.trim() === '') return;
  const items = [parsed(all)].flat();
  for (let at = 0; at < items.length; at += 1) yield { row: at + 1, value: items[at] };
}

/**
 * The values of JSON lines, one line after the other.
 * @param {AsyncIterable<string>} text
 * @returns {AsyncGenerator<JsonRow, void, void>}
 */
export async function* jsonLines(text) {
  let line = 0;
  let row = 0;
  let rest = '';
  /** @param {string} content @returns {JsonRow[]} */
  const rowOf = (content) => {
    line += 1;
    if (content.trim() === '') return [];
    row += 1;
    return [{ line, row, value: parsed(content, line) }];
  };
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = /** @type {string} */ (lines.pop());
    for (const content of lines) yield* rowOf(content);
    if (rest.length > maxLine) {
      throw new FileError('syntax', `a line must have at most ${maxLine} characters`, {
        line: line + 1,
        hint: 'JSON lines have one object on each line',
      });
    }
  }
  yield* rowOf(rest);
}

/** Whether the first line is a JSON value of its own, as in JSON lines. @param {string} start text up to the end of a line */
export function isJsonLines(start) {
  const [first] = start.trimStart().split('\n');
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text @param {number} [line] */
function parsed(text, line) {
  try {
    return JSON.parse(text);
  } catch (/** @type {any} */ error) {
    // Without the text around the place, which may be a password.
    const why = error.message.replace(/,? (\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, '');
    throw new FileError('syntax', `the file must be valid JSON: ${why}`, {
      ...(line !== undefined && { line }),
    });
  }
}
