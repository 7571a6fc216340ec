// Parts of a stream.

/** By its shape: it may come from another realm. @param {any} value @returns {value is Uint8Array} */
export const isBytes = (value) => Object.prototype.toString.call(value) === '[object Uint8Array]';
