// The reason of a failure, for messages. Anything may be thrown, also an object that throws when it is read.

// The largest lengths of the messages and names of foreign errors that are shown, in UTF-16 units.
const maxReasonLength = 500;
const maxNameLength = 80;

/** Cuts a long string. @param {string} text @param {number} [maxLength] */
export const cut = (text, maxLength = maxNameLength) =>
  text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;

/** @param {any} thrown */
export function reasonOf(thrown) {
  try {
    return cut(String(thrown?.message ?? thrown), maxReasonLength);
  } catch {
    return "it can't be read";
  }
}

/** A property's value, or undefined if reading it throws. @param {any} object @param {PropertyKey} name */
export function tryRead(object, name) {
  try {
    return object?.[name];
  } catch {
    return undefined;
  }
}
