// Why something failed, for messages. What was thrown may be anything, also what fails when it is looked at.

// Of a message or a name that others give, in UTF-16 units.
const longestReason = 500;
const longestName = 80;

/** A text, cut where it is long. @param {string} text @param {number} [most] */
export const cut = (text, most = longestName) =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** @param {any} thrown */
export function reasonOf(thrown) {
  try {
    return cut(String(thrown?.message ?? thrown), longestReason);
  } catch {
    return "what was thrown can't be read";
  }
}

/** A property of what may throw when it is read; `undefined` then. @param {any} object @param {string} name */
export function read(object, name) {
  try {
    return object?.[name];
  } catch {
    return undefined;
  }
}
