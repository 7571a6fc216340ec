// Which character separates the values of a CSV file.
import { FileError } from './file-error.mjs';

const usual = [',', ';', '\t'];
const names = /** @type {Record<string, string>} */ ({ tab: '\t', comma: ',', semicolon: ';', '\\t': '\t' }); // prettier-ignore

export const delimiterHint = "name it with the option 'delimiter' (--delimiter)";

/** The character of the option `delimiter`. @param {unknown} option */
export function delimiterOf(option) {
  if (option === undefined) return undefined;
  const delimiter = typeof option === 'string' ? (names[option] ?? option) : undefined;
  if (delimiter === undefined || [...delimiter].length !== 1 || /["\r\n]/.test(delimiter)) {
    throw new FileError(
      'options',
      `delimiter must be one character, or comma, semicolon or tab, but is '${String(option).slice(0, 20)}'`,
    );
  }
  return delimiter;
}

/**
 * Detects the delimiter from the line with the names of the columns. Excel's line `sep=;` above it decides, if there is one.
 * @param {string} line
 */
export function detectDelimiter(line) {
  const unquoted = line.replace(/"[^"]*"/g, '');
  const found = usual.filter((delimiter) => unquoted.includes(delimiter));
  if (found.length > 1) {
    const list = found.map((one) => (one === '\t' ? 'tab' : `'${one}'`)).join(' and ');
    throw new FileError('delimiter', `the names of the columns have ${list} between them`, {
      hint: `it isn't clear which of them separates the columns: ${delimiterHint}`,
      line: 1,
    });
  }
  return found[0] ?? ',';
}

/** The delimiter that Excel's first line names, such as `sep=;`. @param {string} line */
export const namedDelimiter = (line) => /^sep=(.)$/i.exec(line.trimEnd())?.[1];
