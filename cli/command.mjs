// Shared by the commands: arguments, connection, error output, exit code.
import { parseArgs } from 'node:util';
import { createPlugin } from 'workfront-actions';
import { readConnection, readKeys } from './connection.mjs';
import { described } from './described.mjs';
import { exitCodes, exitCodesHelp } from './exit-codes.mjs';
import { listenForStop } from './stop.mjs';
import { exitCodeOfError, Usage } from './verdict.mjs';

export { Usage };

const string = /** @type {const} */ ({ type: 'string' });
const flag = /** @type {const} */ ({ type: 'boolean' });
export const option = {
  string,
  flag,
  strings: /** @type {const} */ ({ type: 'string', multiple: true }),
  output: /** @type {const} */ ({ type: 'string', short: 'o' }),
};

/** @typedef {{ values: any, positionals: string[] }} Args */

/**
 * Creates a command's `run(args)`.
 * @template [Prepared=undefined]
 * @param {object} command
 * @param {string} command.name
 * @param {string} command.help
 * @param {Record<string, any>} command.options
 * @param {boolean} [command.hasJsonInput] whether messages keep the inputs' own names
 * @param {boolean} [command.offline] whether it runs without a connection
 * @param {{ needsKey?: boolean }} [command.local] set if it sends nothing: its connection has only the keys and the rules of plans
 * @param {(args: Args) => Prepared | Promise<Prepared>} [command.prepare] checks the command line and reads files, before any request; throws
 * `Usage`. With it, Ctrl+C ends the body by its `signal`. Its `connection` has options of the connection
 * @param {(args: Args & { prepared: Prepared, wf: any, signal: AbortSignal }) => Promise<number | void>} command.body
 * returns the exit code
 */
export const command =
  ({ name, help, options, hasJsonInput = false, offline = false, local, prepare, body }) =>
  async (/** @type {string[]} */ args) => {
    let wf;
    let listening;
    try {
      const parsed = parse(args, { ...options, help: flag, config: string });
      if (parsed.values.help) {
        process.stdout.write(`${help}\n${exitCodesHelp(name)}`);
        return;
      }
      const prepared = /** @type {any} */ (await prepare?.(parsed));
      // Only now: Ctrl+C must end a program that still waits for standard input.
      listening = prepare && listenForStop();
      const signal = listening?.signal ?? new AbortController().signal;
      wf = offline ? undefined : await connect(parsed.values.config, local, prepared?.connection);
      const code = await body({ ...parsed, prepared, wf, signal });
      process.exitCode = code ?? exitCodes.done.code;
    } catch (/** @type {any} */ error) {
      process.stderr.write(
        `workfront-actions ${name}: ${described(error, options, hasJsonInput)}\n`,
      );
      if (error instanceof Usage && error.showsHelp) {
        process.stderr.write(`For its options, run: npx workfront-actions ${name} --help\n`);
      }
      process.exitCode = exitCodeOfError(error);
    } finally {
      listening?.release();
      wf?.close();
    }
  };

/** @param {string[]} args @param {any} options @returns {Args} */
function parse(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (/** @type {any} */ error) {
    throw new Usage(parseProblem(error, args));
  }
}

/** What is wrong with the command line. @param {any} error of `parseArgs` @param {string[]} args */
function parseProblem({ code, message }, args) {
  const [, name] = /'(?:-\w, )?(-{1,2}[\w-]+)/.exec(message) ?? [];
  if (name === undefined) return message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${name} is not an option of this command`;
  if (/does not take an argument/.test(message)) return `${name} takes no value`;
  const next = args[args.indexOf(name) + 1];
  return /^-./.test(next ?? '')
    ? `${name} needs a value, but is followed by '${next}'; write ${name}=${next} if that is the value`
    : `${name} needs a value`;
}

/**
 * @param {string | undefined} config
 * @param {{ needsKey?: boolean }} [local]
 * @param {object} [options] those of the command line
 */
async function connect(config, local, options) {
  try {
    const settings = /** @type {any} */ (local ? readKeys(config, local) : readConnection(config));
    return await createPlugin({ ...settings, ...options });
  } catch (/** @type {any} */ error) {
    throw Object.assign(error, { isConnection: true });
  }
}

/** Parses a whole number; throws if it isn't one. @param {string} name @param {string | undefined} value */
export function number(name, value) {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Usage(`--${name} must be a whole number but is '${value}'`);
  return Number(value);
}
