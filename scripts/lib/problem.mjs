// An expected failure: its message says everything, so it is printed without a stack.
export class Problem extends Error {
  name = 'Problem';

  /** @param {string} message @param {ErrorOptions & { details?: string }} [options] details are lines to show once more at the end */
  constructor(message, { details, ...options } = {}) {
    super(message, options);
    this.details = details;
  }
}

/** Runs a script's main function: prints a Problem as a message, and any other error with its stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Problem ? `\nerror: ${error.message}` : error);
    process.exitCode = 1;
  }
}
