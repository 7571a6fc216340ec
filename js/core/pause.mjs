// A stream whose chunks are all available at once would never let a timer run.

const chunksBetween = 1_024;

/** Lets timers run after every 1,024 chunks. @param {number} count how many chunks were read so far */
export const pauseSometimes = (count) =>
  count % chunksBetween === 0 ? new Promise((resolve) => setTimeout(resolve)) : undefined;
