// What the commands share: reading arguments, connecting, reporting errors.
import { parseArgs } from 'node:util';
import { createPlugin } from 'workfront-actions';
import { described } from 'workfront-actions/adapters';
import { readConnection } from './connection.mjs';
import { exitCodes } from './exit-codes.mjs';

/** A wrong command line. */
export class Usage extends Error {}

const text = /** @type {const} */ ({ type: 'string' });
const flag = /** @type {const} */ ({ type: 'boolean' });
export const option = {
  text,
  flag,
  texts: /** @type {const} */ ({ type: 'string', multiple: true }),
};

/**
 * Makes a command's `run(args)`.
 * @param {object} command
 * @param {string} command.name
 * @param {string} command.help
 * @param {Record<string, any>} command.options
 * @param {boolean} [command.offline] whether it needs no connection
 * @param {(given: { values: any, positionals: string[], wf: any, signal: AbortSignal }) => Promise<number | void>} command.body
 * gives the exit code
 */
export const command =
  ({ name, help, options, offline = false, body }) =>
  async (/** @type {string[]} */ args) => {
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    let wf;
    try {
      const given = read(args, { ...options, help: flag, config: text });
      if (given.values.help) {
        process.stdout.write(help);
        return;
      }
      wf = offline ? undefined : await connect(given.values.config);
      const code = await body({ .../** @type {any} */ (given), wf, signal: stop.signal });
      process.exitCode = code ?? exitCodes.done.code;
    } catch (/** @type {any} */ error) {
      process.stderr.write(`workfront-actions ${name}: ${described(error)}\n`);
      if (error instanceof Usage) process.stderr.write(`\n${help}`);
      process.exitCode = codeOf(error);
    } finally {
      wf?.close();
    }
  };

/** @param {string[]} args @param {any} options @returns {{ values: any, positionals: string[] }} */
function read(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (/** @type {any} */ error) {
    throw new Usage(error.message);
  }
}

/** @param {string | undefined} config */
async function connect(config) {
  try {
    return await createPlugin(readConnection(config));
  } catch (/** @type {any} */ error) {
    throw Object.assign(error, { isConnection: true });
  }
}

/** @param {any} error */
function codeOf(error) {
  if (error instanceof Usage) return exitCodes.usage.code;
  if (error.isConnection || error.kind === 'unauthorized') return exitCodes.connection.code;
  return exitCodes.failed.code;
}

/** A whole number, or a complaint. @param {string} name @param {string | undefined} value */
export function number(name, value) {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Usage(`--${name} must be a whole number`);
  return Number(value);
}
