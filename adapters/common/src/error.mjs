// The text that a platform shows for an error: the message and what to do next.

/** @param {any} error */
export const described = (error) =>
  error?.hint
    ? `${error.message}. ${error.hint}`.replace('..', '.')
    : String(error?.message ?? error);
