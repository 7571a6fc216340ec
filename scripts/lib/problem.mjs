// What goes wrong in an expected way: its message is all that the reader needs, without a stack.
export class Problem extends Error {
  name = 'Problem';
}

/** Runs a script's main function: a Problem is printed as a message, anything else with its stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Problem ? `\nerror: ${error.message}` : error);
    process.exitCode = 1;
  }
}
