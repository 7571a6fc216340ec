// The size limit of a response.

/** The default of `maxResponseBytes`: 64 MiB. */
export const defaultMaxResponseBytes = 67_108_864;

const name = 'ResponseTooLargeError';

/** The WebAssembly recognizes this error by its name. @param {number} limit */
export const tooLargeError = (limit) =>
  Object.assign(new Error(`The response is larger than ${limit} bytes (maxResponseBytes)`), {
    name,
  });

/** @param {any} error */
export const isTooLarge = (error) => error?.name === name;
