// Reads numbers as spreadsheets of any language write them.
import { BadValue } from './problem.mjs';

const groupings = /[\s\u00a0\u202f'\u2019]/g;

/**
 * A number with a decimal point or a decimal comma. `1,234` and `1.234` could be either, and are refused unless the decimal
 * separator is named.
 * @param {string} text
 * @param {'.' | ',' | undefined} decimal
 */
export function readNumber(text, decimal) {
  if (
    !/^[+-]?[\d.,\s\u00a0\u202f'\u2019]*\d$/.test(text) &&
    !/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text)
  ) {
    throw new BadValue('must be a number such as 0.5 or 0,5', 'remove units and other characters');
  }
  if (/e/i.test(text)) return exact(Number(text));
  if (
    text.search(groupings) >= 0 &&
    !/^[+-]?\d{1,3}([\s\u00a0\u202f'\u2019]\d{3})+([.,]\d+)?$/.test(text)
  ) {
    throw new BadValue('must be a number, but its digits are not in groups of three');
  }
  const compact = text.replace(groupings, '');
  const hasGroups = compact.length < text.length;
  const separator = decimal ?? decimalOf(compact, hasGroups);
  const other = separator === ',' ? '.' : ',';
  const [integer, ...fractions] = compact.split(separator);
  const isGrouped = new RegExp(`^[+-]?\\d{1,3}(\\${other}\\d{3})+$`).test(integer);
  const isPlain = /^[+-]?\d*$/.test(integer) && /\d/.test(compact);
  if (
    fractions.length > 1 ||
    !/^\d*$/.test(fractions[0] ?? '') ||
    !(isPlain || (isGrouped && !hasGroups))
  ) {
    throw new BadValue(
      decimal === undefined
        ? 'must be a number such as 0.5 or 0,5'
        : `must be a number with '${decimal}' before its decimals`,
    );
  }
  return exact(Number(`${integer.replaceAll(other, '')}.${fractions[0] ?? ''}`.replace(/\.$/, '')));
}

/** A number that has the digits of its text; 0 for -0. @param {number} number */
function exact(number) {
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
    throw new BadValue(
      `must be at most ${Number.MAX_SAFE_INTEGER}: a larger number would be rounded`,
    );
  }
  return number || 0;
}

/** The decimal separator of a number. @param {string} text @param {boolean} hasGroups whether its thousands are separated by spaces @returns {'.' | ','} */
function decimalOf(text, hasGroups) {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  if (comma < 0 && point < 0) return '.';
  const separator = comma >= 0 ? ',' : '.';
  const parts = text.split(separator);
  // Several separators can only be thousands.
  if (parts.length > 2) return separator === ',' ? '.' : ',';
  const isAmbiguous = /^[+-]?[1-9]\d{0,2}$/.test(parts[0]) && parts[1].length === 3 && !hasGroups;
  if (isAmbiguous) {
    throw new BadValue(
      'could be a number with decimals or with thousands',
      "name the decimal separator with the option 'decimal' (--decimal), or write the number without thousands",
    );
  }
  return separator;
}
