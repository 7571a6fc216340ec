// Streams that always have a chunk at hand would let no timer run.

const chunksBetween = 1_024;

/** Lets timers run now and then. @param {number} count the chunks so far */
export const pauseSometimes = (count) =>
  count % chunksBetween === 0 ? new Promise((resolve) => setTimeout(resolve)) : undefined;

/** @param {any} value @returns {value is Uint8Array} by its shape: it may come from another realm */
export const isBytes = (value) => Object.prototype.toString.call(value) === '[object Uint8Array]';
