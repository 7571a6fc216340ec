// The options of readPeople, checked before the file is read.
import { delimiterOf } from './delimiter.mjs';
import { standardName } from './encoding.mjs';
import { FileError } from './file-error.mjs';
import { defaultClear } from './formula.mjs';
import { checkedMap } from './headers.mjs';
import { mappedColumns } from './mapped-columns.mjs';
import { suggestion } from './nearest.mjs';
import { dateFormats } from './read-date.mjs';

export const formats = ['csv', 'json', 'jsonl'];

const names = ['encoding', 'delimiter', 'format', 'map', 'mapping', 'ignoreUnknown', 'onWarning', 'dateFormat', 'decimal', 'clear']; // prettier-ignore

/** @param {any} options */
export function readOptions(options) {
  if (options === null || typeof options !== 'object') {
    throw new FileError('options', 'the options must be an object');
  }
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    throw new FileError('options', `'${name.slice(0, 40)}' is not an option of readPeople`, {
      hint: suggestion(name, names) || `the options are ${names.join(', ')}`,
    });
  }
  const { encoding, delimiter, format, map, mapping, dateFormat, decimal, clear = defaultClear, onWarning } = options; // prettier-ignore
  const list = mappedColumns(mapping);
  // The columns of a list have names of their own, of which a mapping reads some.
  const { ignoreUnknown = (list?.fields.length ?? 0) > 0 } = options;
  oneOf('format', format, formats);
  oneOf('dateFormat', dateFormat, dateFormats);
  oneOf('decimal', decimal, ['.', ',']);
  if (typeof ignoreUnknown !== 'boolean') {
    throw new FileError('options', 'ignoreUnknown must be true or false');
  }
  if (onWarning !== undefined && typeof onWarning !== 'function') {
    throw new FileError('options', 'onWarning must be a function');
  }
  if (typeof clear !== 'string' || clear.trim() === '') {
    throw new FileError('options', 'clear must be a string that is not empty');
  }
  return {
    encoding: standardName(encoding),
    delimiter: delimiterOf(delimiter),
    format: /** @type {'csv' | 'json' | 'jsonl' | undefined} */ (format),
    map: checkedMap(map, list !== undefined),
    list,
    onWarning: /** @type {(warning: import('./index.d.ts').FileWarning) => void} */ (
      onWarning ?? (() => {})
    ),
    ignoreUnknown,
    dateFormat,
    decimal,
    clear: clear.trim(),
  };
}

/** @param {string} name @param {unknown} value @param {string[]} choices */
export function oneOf(name, value, choices) {
  if (value === undefined || choices.includes(/** @type {string} */ (value))) return;
  // A point or a comma alone would look like punctuation.
  const shown = choices.map((choice) => (/^\w/.test(choice) ? choice : `'${choice}'`));
  throw new FileError(
    'options',
    `${name} must be ${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}, but is '${String(value).slice(0, 40)}'`,
  );
}
