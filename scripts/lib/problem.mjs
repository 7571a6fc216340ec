// An expected failure of a script, and the main function of every script.
import { readFileSync } from 'node:fs';

/** An expected failure: its message says everything, so it is printed without a stack. */
export class Problem extends Error {
  name = 'Problem';

  /** @param {string} message @param {ErrorOptions & { details?: string }} [options] details are lines to show once more at the end */
  constructor(message, { details, ...options } = {}) {
    super(message, options);
    this.details = details;
  }
}

/**
 * Runs a script's main function: prints a Problem as a message, and any other error with its stack. With `--help` it prints the
 * comment at the script's top instead.
 * @param {() => void | Promise<void>} body
 */
export async function main(body) {
  const [, script, ...args] = process.argv;
  if (args.includes('--help') || args.includes('-h')) {
    console.log(helpOf(readFileSync(script, 'utf8')));
    return;
  }
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Problem ? `\nerror: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** The main function of a script without options: an argument is a Problem. @param {() => void | Promise<void>} body */
export const mainWithoutOptions = (body) =>
  main(() => {
    const [argument] = process.argv.slice(2);
    if (argument === undefined) return body();
    throw new Problem(`'${argument}' is not an option: this command has none but --help.`);
  });

/** The comment at the top of a script. @param {string} source */
function helpOf(source) {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n');
}
