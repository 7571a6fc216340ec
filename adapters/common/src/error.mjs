// The text that a platform shows for an error: the message and what to do next.

/** @param {any} error */
export const described = (error) =>
  error?.hint ? `${sentence(error.message)} ${error.hint}` : String(error?.message ?? error);

/** A text with a full stop, unless it ends with a mark already. @param {string} text */
const sentence = (text) => (/[.?!…]$/.test(text) ? text : `${text}.`);
