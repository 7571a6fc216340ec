// npx workfront-actions mcp
import { Usage, command, option } from './command.mjs';
import { printMessage } from './output.mjs';

const help = `Usage: workfront-actions mcp [options]

Serves the actions to agents as MCP tools, on standard input and output. Only actions that read are offered, unless
--allow-writes is given. Before a tool changes or removes data, the user is asked; if the agent's host can't show a question, the
tool returns a plan instead, for a person to apply. Install @modelcontextprotocol/server together with this package.

Options
  --allow-writes    also offer actions that add, change or remove data
  --tools NAMES     offer only these actions, such as search,get,deactivate
  --no-confirm      don't ask before a tool changes or removes data, and make no plan instead: only for a host that asks by
                    itself
  --output-schemas  declare the schemas of outputs, and return results as data instead of text
  --config FILE     a file with the connection settings
`;

export const run = command({
  name: 'mcp',
  help,
  options: {
    'allow-writes': option.flag,
    tools: option.strings,
    'no-confirm': option.flag,
    'output-schemas': option.flag,
    'read-only': option.flag,
  },
  prepare: check,
  async body({ values, wf, signal }) {
    const { StdioServerTransport, serveStdio, createMcpServer } = await loadServer();
    const create = () =>
      createMcpServer(wf, {
        allowWrites: Boolean(values['allow-writes']),
        confirm: !values['no-confirm'],
        outputSchemas: Boolean(values['output-schemas']),
        ...(values.tools && { tools: namesOf(values.tools) }),
      });
    // Wrong options are found now: the server itself is created when a client has connected.
    checked(create);
    const transport = new StdioServerTransport();
    const server = serveStdio(create, { transport });
    const closed = new Promise((resolve) => {
      // The listener of the server itself is already there.
      const { onclose } = transport;
      transport.onclose = () => {
        onclose?.();
        resolve(undefined);
      };
    });
    signal.addEventListener('abort', () => void server.close(), { once: true });
    const offer = values['allow-writes']
      ? 'Tools that write are offered.'
      : 'It offers only reads.';
    printMessage(`The MCP server is running on standard input and output. ${offer}`);
    await closed;
  },
});

/** @param {{ values: any, positionals: string[] }} args */
function check({ values, positionals }) {
  if (values['read-only']) {
    throw new Usage(
      '--read-only was replaced by --allow-writes: only reads are offered unless --allow-writes is given, so leave --read-only out',
    );
  }
  if (positionals.length > 0) {
    throw new Usage(
      `mcp has no argument, but was given '${positionals[0]}': actions are listed with --tools`,
    );
  }
}

/** @param {string[]} lists of names that are separated by commas */
const namesOf = (lists) =>
  lists
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What the options lack is a wrong command line. @param {() => unknown} create */
function checked(create) {
  try {
    create();
  } catch (/** @type {any} */ error) {
    throw new Usage(error.message);
  }
}

async function loadServer() {
  try {
    const [stdio, adapter] = await Promise.all([
      import('@modelcontextprotocol/server/stdio'),
      import('workfront-actions/mcp'),
    ]);
    return { ...stdio, ...adapter };
  } catch (cause) {
    const message =
      '@modelcontextprotocol/server is not installed: run npm install @modelcontextprotocol/server';
    throw new Error(message, { cause });
  }
}
