// npx workfront-actions mcp
import { command, option } from './command.mjs';
import { say } from './output.mjs';

const help = `Usage: workfront-actions mcp [options]

Serves the actions to agents as MCP tools, on standard input and output. Needs @modelcontextprotocol/sdk beside this
package.

Options
  --read-only     only what changes nothing
  --config FILE   where to and how to sign in
`;

export const run = command({
  name: 'mcp',
  help,
  options: { 'read-only': option.flag },
  async body({ values, wf }) {
    const { StdioServerTransport, createMcpServer } = await sdk();
    const server = createMcpServer(wf, { readOnly: Boolean(values['read-only']) });
    const ended = new Promise((resolve) => (server.onclose = () => resolve(undefined)));
    process.stdin.once('end', () => void server.close());
    await server.connect(new StdioServerTransport());
    say('The MCP server listens on standard input.');
    await ended;
  },
});

async function sdk() {
  try {
    const [stdio, own] = await Promise.all([
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('workfront-actions/mcp'),
    ]);
    return { ...stdio, ...own };
  } catch (cause) {
    throw new Error('@modelcontextprotocol/sdk is missing: npm install @modelcontextprotocol/sdk', {
      cause,
    });
  }
}
