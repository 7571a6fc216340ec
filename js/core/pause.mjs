// Lets timers run while a stream is read: if all chunks are available at once, no timer would run in between.

const chunksBetween = 1_024;

/** Lets timers run after every 1,024 chunks. @param {number} count how many chunks were read so far */
export const pauseSometimes = (count) =>
  count % chunksBetween === 0 ? new Promise((resolve) => setTimeout(resolve)) : undefined;
