// npx workfront-actions sandbox
import { parseArgs } from 'node:util';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { exitCodes } from './exit-codes.mjs';

const help = `Usage: workfront-actions sandbox [options]

A Workfront tenant in memory, behind an HTTP server on this machine. It stops with Ctrl+C and keeps nothing.

Options
  --port N          the port (default: one that is free)
  --people N        how many users there are (default: 200)
  --seed N          what they are made from (default: 1)
  --latency MS      how long every call takes, in milliseconds (default: 0)
  --options JSON    further options, as docs/sandbox.md lists them
  --help            shows this
`;

/** @param {string[]} args */
export async function run(args) {
  let options;
  try {
    options = read(args);
  } catch (error) {
    process.stderr.write(
      `workfront-actions sandbox: ${/** @type {Error} */ (error).message}\n\n${help}`,
    );
    process.exitCode = exitCodes.usage.code;
    return;
  }
  if (options === 'help') {
    process.stdout.write(help);
    return;
  }
  try {
    const tenant = await serveSandbox(options);
    process.stdout.write(`${welcome(tenant)}\n`);
    const stop = () => void tenant.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`workfront-actions sandbox: ${/** @type {Error} */ (error).message}\n`);
    process.exitCode = exitCodes.failed.code;
  }
}

/** @param {string[]} args */
function read(args) {
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
  const more = values.options === undefined ? {} : JSON.parse(values.options);
  return {
    ...number('port', values.port),
    ...number('people', values.people),
    ...number('seed', values.seed),
    ...number('latency', values.latency, 'latencyMs'),
    ...more,
  };
}

/**
 * @param {string} name
 * @param {string | undefined} value
 */
function number(name, value, option = name) {
  if (value === undefined) return {};
  if (!/^\d+$/.test(value)) throw new Error(`--${name} must be a whole number`);
  return { [option]: Number(value) };
}

/** @param {import('../sandbox/server.d.ts').ServedSandbox} tenant */
const welcome = ({ url, apiKey, accessToken, sessionID }) => `The sandbox listens on ${url}

  API key        ${apiKey}
  bearer token   ${accessToken}
  session        ${sessionID}

Try it:
  curl -H 'apiKey: ${apiKey}' '${url}/attask/api/v18.0/user/search?fields=emailAddr&$$LIMIT=3'
`;
