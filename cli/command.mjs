// Shared by the commands: arguments, connection, error output.
import { parseArgs } from 'node:util';
import { createPlugin } from 'workfront-actions';
import { described } from 'workfront-actions/adapters';
import { readConnection } from './connection.mjs';
import { exitCodes } from './exit-codes.mjs';

/** An invalid command line. */
export class Usage extends Error {}

const string = /** @type {const} */ ({ type: 'string' });
const flag = /** @type {const} */ ({ type: 'boolean' });
export const option = {
  string,
  flag,
  strings: /** @type {const} */ ({ type: 'string', multiple: true }),
};

/**
 * Creates a command's `run(args)`.
 * @param {object} command
 * @param {string} command.name
 * @param {string} command.help
 * @param {Record<string, any>} command.options
 * @param {boolean} [command.offline] whether it runs without a connection
 * @param {(args: { values: any, positionals: string[], wf: any, signal: AbortSignal }) => Promise<number | void>} command.body
 * returns the exit code
 */
export const command =
  ({ name, help, options, offline = false, body }) =>
  async (/** @type {string[]} */ args) => {
    const controller = new AbortController();
    process.once('SIGINT', () => controller.abort());
    let wf;
    try {
      const parsed = parse(args, { ...options, help: flag, config: string });
      if (parsed.values.help) {
        process.stdout.write(help);
        return;
      }
      wf = offline ? undefined : await connect(parsed.values.config);
      const code = await body({ .../** @type {any} */ (parsed), wf, signal: controller.signal });
      process.exitCode = code ?? exitCodes.done.code;
    } catch (/** @type {any} */ error) {
      process.stderr.write(`workfront-actions ${name}: ${described(error)}\n`);
      if (error instanceof Usage) process.stderr.write(`\n${help}`);
      process.exitCode = exitCodeOf(error);
    } finally {
      wf?.close();
    }
  };

/** @param {string[]} args @param {any} options @returns {{ values: any, positionals: string[] }} */
function parse(args, options) {
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
function exitCodeOf(error) {
  if (error instanceof Usage) return exitCodes.usage.code;
  if (error.isConnection || error.kind === 'unauthorized') return exitCodes.connection.code;
  return isRefusedInput(error) ? exitCodes.usage.code : exitCodes.failed.code;
}

/** Whether the package refused the input: a status would be of Workfront's response. @param {any} error */
const isRefusedInput = ({ kind, status }) => kind === 'validation' && status === undefined;

/** Parses a whole number; throws if it isn't one. @param {string} name @param {string | undefined} value */
export function number(name, value) {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Usage(`--${name} must be a whole number but is '${value}'`);
  return Number(value);
}
