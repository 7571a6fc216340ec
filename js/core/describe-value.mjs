// How messages name an invalid value. Strings are never shown: they may be secrets.

/**
 * Such as `a string`, `an array` and `null`; a number with its value.
 * @param {unknown} value
 */
export function describeValue(value) {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return isArray(value) ? 'an array' : 'an object';
}

/** @param {object} value */
function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    // A revoked proxy.
    return false;
  }
}
