// The values of a platform's form, converted to the types of the fields.

/**
 * Converts a value of a platform's form, which is often a string, to the type of the field. Undefined if the form's field
 * was left as it was. A value that can't be converted is returned unchanged: the plugin's validation names it.
 * @param {Pick<import('./types.d.mts').Field, 'kind'>} field
 * @param {any} value
 */
export function convert({ kind }, value) {
  if (value === undefined || value === null || value === '') return undefined;
  switch (kind) {
    case 'number':
      return isString(value) ? toNumber(value) : value;
    case 'boolean':
      return isString(value) ? toBoolean(value) : value;
    case 'list':
    case 'multiselect':
      return toList(value);
    case 'json':
      return isString(value) ? parseJson(value) : undefinedIfEmpty(value);
    default:
      return value instanceof Date ? value.toISOString() : value;
  }
}

/** @param {string} text */
function toNumber(text) {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : text;
}

const booleans = new Map([
  ['', undefined],
  ['true', true],
  ['false', false],
]);

/** @param {string} text */
function toBoolean(text) {
  const name = text.trim().toLowerCase();
  return booleans.has(name) ? booleans.get(name) : text;
}

/**
 * The items of an array, of an array as JSON, or of a string that is separated by commas or line breaks; blank items are left
 * out.
 * @param {any} value
 */
function toList(value) {
  const items = isString(value) ? itemsOf(value) : value;
  if (!Array.isArray(items)) return value;
  const filled = items
    .map((item) => (isString(item) ? item.trim() : item))
    .filter((item) => item !== '');
  return filled.length === 0 ? undefined : filled;
}

/** @param {string} text */
function itemsOf(text) {
  const parsed = text.trim().startsWith('[') ? parseJson(text) : undefined;
  return Array.isArray(parsed) ? parsed : text.split(/[\n,]/);
}

/** An editor's empty object or array means that there is no value. @param {any} value */
const undefinedIfEmpty = (value) =>
  typeof value === 'object' && Object.keys(value).length === 0 ? undefined : value;

/**
 * Undefined if the text is blank. Returns text that isn't JSON unchanged: the plugin's validation explains what is expected.
 * @param {string} text
 */
function parseJson(text) {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @param {unknown} value */
export const isString = (value) => typeof value === 'string';
