// npx workfront-actions sandbox
import { parseArgs } from 'node:util';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { exitCodes, exitCodesHelp } from './exit-codes.mjs';

const maxPort = 65_535;

const help = `Usage: workfront-actions sandbox [options]

Serves a Workfront tenant in memory over HTTP on this machine. Press Ctrl+C to stop. Nothing is saved.

Options
  --port N          the port (default: a free one)
  --people N        the number of users (default: 200)
  --seed N          the seed of the generated data (default: 1)
  --latency MS      the minimum duration of every call, in milliseconds (default: 0)
  --options JSON    more options, as createSandbox has them
  --help            shows this help
`;

/** @param {string[]} args */
export async function run(args) {
  let options;
  try {
    options = parseOptions(args);
  } catch (error) {
    process.stderr.write(
      `workfront-actions sandbox: ${/** @type {Error} */ (error).message}\n\n${help}`,
    );
    process.exitCode = exitCodes.usage.code;
    return;
  }
  if (options === 'help') {
    process.stdout.write(`${help}\n${exitCodesHelp('sandbox')}`);
    return;
  }
  try {
    const server = await serveSandbox(options);
    process.stdout.write(`${banner(server)}\n`);
    const stop = () => void server.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`workfront-actions sandbox: ${/** @type {Error} */ (error).message}\n`);
    // A failed call of the system has its name; other errors are about the options.
    const { syscall } = /** @type {NodeJS.ErrnoException} */ (error);
    process.exitCode = syscall === undefined ? exitCodes.usage.code : exitCodes.failed.code;
  }
}

/** @param {string[]} args */
function parseOptions(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const { values } = parseArgs({
    args,
    options: {
      port: text,
      people: text,
      seed: text,
      latency: text,
      options: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const more = values.options === undefined ? {} : parseJson(values.options);
  return {
    ...number('port', values.port),
    ...number('people', values.people),
    ...number('seed', values.seed),
    ...number('latency', values.latency, 'latencyMs'),
    ...more,
  };
}

/** @param {string} text */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`--options must be valid JSON: ${/** @type {Error} */ (error).message}`, {
      cause: error,
    });
  }
}

/**
 * @param {string} name
 * @param {string | undefined} value
 */
function number(name, value, option = name) {
  if (value === undefined) return {};
  if (!/^\d+$/.test(value)) throw new Error(`--${name} must be a whole number but is '${value}'`);
  const parsed = Number(value);
  if (name === 'port' && parsed > maxPort) {
    throw new Error(`--port must be 0 to ${maxPort} but is ${value}`);
  }
  return { [option]: parsed };
}

/** @param {import('workfront-actions/sandbox/server').ServedSandbox} server */
const banner = ({ url, apiKey, accessToken, sessionID }) => `The sandbox is listening on ${url}

  API key        ${apiKey}
  bearer token   ${accessToken}
  session        ${sessionID}

Try it:
  curl -H 'apiKey: ${apiKey}' '${url}/attask/api/v18.0/user/search?fields=emailAddr&$$LIMIT=3'
`;
