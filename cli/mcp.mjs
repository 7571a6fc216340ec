// npx workfront-actions mcp
import { command, option } from './command.mjs';
import { printMessage } from './output.mjs';

const help = `Usage: workfront-actions mcp [options]

Serves the actions to agents as MCP tools, on standard input and output. Install @modelcontextprotocol/sdk together with
this package.

Options
  --read-only     offer only actions that change nothing
  --config FILE   a file with the connection settings
`;

export const run = command({
  name: 'mcp',
  help,
  options: { 'read-only': option.flag },
  async body({ values, wf }) {
    const { StdioServerTransport, createMcpServer } = await loadServer();
    const server = createMcpServer(wf, { readOnly: Boolean(values['read-only']) });
    const closed = new Promise((resolve) => (server.onclose = () => resolve(undefined)));
    process.stdin.once('end', () => void server.close());
    await server.connect(new StdioServerTransport());
    printMessage('The MCP server is running on standard input and output.');
    await closed;
  },
});

async function loadServer() {
  try {
    const [stdio, adapter] = await Promise.all([
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('workfront-actions/mcp'),
    ]);
    return { ...stdio, ...adapter };
  } catch (cause) {
    const message =
      '@modelcontextprotocol/sdk is not installed: run npm install @modelcontextprotocol/sdk';
    throw new Error(message, { cause });
  }
}
