// Reads cells with several values.
import { BadValue } from './problem.mjs';

const hint = 'separate the values with ; or with |, or write a JSON array such as ["Design","Web"]';

/** The values of a list: separated by `;` or `|`, or a JSON array. @param {string} text @returns {unknown[]} */
export function readList(text) {
  if (text.startsWith('[')) {
    const value = parsed(text);
    if (!Array.isArray(value)) throw new BadValue('must be a list', hint);
    return value;
  }
  const separators = [';', '|'].filter((one) => text.includes(one));
  if (separators.length > 1) throw new BadValue('has ; and | between its values', hint);
  if (separators.length === 0 && /[,\r\n]/.test(text)) {
    throw new BadValue('could be one value or several', hint);
  }
  const values = text.split(separators[0] ?? ';').map((value) => value.trim());
  // A separator at the end is usual.
  if (values.length > 1 && values.at(-1) === '') values.pop();
  if (values.includes('')) throw new BadValue('has an empty value between its separators', hint);
  return values;
}

/** An object, as JSON. @param {string} text @returns {object} */
export function readObject(text) {
  const value = text.startsWith('{') ? parsed(text) : undefined;
  if (value === undefined) throw new BadValue('must be a JSON object');
  return value;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadValue('must be valid JSON');
  }
}
