// Reads dates as Workfront, ISO 8601 and spreadsheets write them.
import { BadValue } from './problem.mjs';

/** @typedef {'DMY' | 'MDY' | 'YMD'} DateFormat */

export const dateFormats = /** @type {DateFormat[]} */ (['DMY', 'MDY', 'YMD']);

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:([T ])(.*))?$/s;
// As ISO 8601 and as Workfront write them: 08:30, 08:30:00.000Z, 08:30:00:000-0500.
const time = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.:]\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?$/;
const numeric = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:[ T](.*))?$/s;

const hint =
  "write dates as 2026-03-29, or name their order with the option 'dateFormat' (--date-format DMY for day.month.year, MDY for month/day/year, YMD for year/month/day)";

/**
 * A date as `YYYY-MM-DD`, with its time if it has one that isn't midnight.
 * @param {string} text
 * @param {DateFormat | undefined} format the order of the parts, of dates that aren't ISO 8601
 */
export function readDate(text, format) {
  const [, year, month, day, letter, clock] = iso.exec(text) ?? [];
  if (year !== undefined) {
    const date = checked(year, month, day);
    if (clock === undefined) return date;
    if (!time.test(clock)) throw new BadValue('must be a date such as 2026-03-29', hint);
    return letter === 'T' ? text : withoutMidnight(date, clock);
  }
  const [, first, separator, second, third, clockOfDate] = numeric.exec(text) ?? [];
  if (first === undefined) {
    const isSerial = /^\d{5}([.,]\d+)?$/.test(text);
    throw new BadValue(
      'must be a date such as 2026-03-29',
      isSerial ? 'a spreadsheet shows this number as a date: export the column as ISO 8601 dates' : hint, // prettier-ignore
    );
  }
  // The century would be a guess, also with a known order.
  if (first.length !== 4 && third.length !== 4) {
    throw new BadValue('must be a date with a year of four digits', 'years of two digits are always refused: write 2026-03-29'); // prettier-ignore
  }
  const order = format ?? orderOf(first, separator, second);
  const parts = order === 'YMD' ? [first, second, third] : order === 'DMY' ? [third, second, first] : [third, first, second]; // prettier-ignore
  if (parts[0].length !== 4) {
    throw new BadValue(`must be a date in the order ${order}`, hint);
  }
  const date = checked(parts[0], parts[1].padStart(2, '0'), parts[2].padStart(2, '0'));
  return clockOfDate === undefined ? date : withoutMidnight(date, clockOfDate);
}

/** @param {string} first @param {string} separator @param {string} second @returns {DateFormat} */
function orderOf(first, separator, second) {
  if (first.length === 4) return 'YMD';
  // Points are only used where the day comes first.
  if (separator === '.') return 'DMY';
  if (Number(first) > 12) return 'DMY';
  if (Number(second) > 12) return 'MDY';
  if (Number(first) === Number(second)) return 'DMY';
  throw new BadValue(`could be day${separator}month or month${separator}day`, hint);
}

/** @param {string} date @param {string} clock */
function withoutMidnight(date, clock) {
  if (/^0?0:00(:00([.:]0+)?)?$/.test(clock)) return date;
  if (!time.test(clock)) throw new BadValue('must be a date such as 2026-03-29', hint);
  return `${date}T${clock}`;
}

/** @param {string} year @param {string} month @param {string} day */
function checked(year, month, day) {
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new BadValue('must be a date of the calendar');
  }
  return date;
}
