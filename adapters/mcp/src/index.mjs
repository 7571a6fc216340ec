// An MCP server that offers each action to agents as a tool.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import fullManifest from 'workfront-actions/manifest';
import { described, descriptionOf } from '../../common/src/index.mjs';

const prefix = 'workfront_';

/**
 * @param {import('../../../js/index.d.ts').Plugin} plugin
 * @param {import('./types.d.mts').McpOptions} [options]
 */
export function createMcpServer(plugin, { manifest = fullManifest, readOnly = false } = {}) {
  const offered = manifest.actions.filter(({ hints }) => hints.readOnly || !readOnly);
  const server = new Server(
    { name: 'workfront-actions', title: 'Adobe Workfront', version: manifest.version },
    {
      capabilities: { tools: {} },
      instructions: 'Manages the users of an Adobe Workfront tenant.',
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offered.map(toolOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const action = offered.find(({ key }) => prefix + key === params.name);
    if (!action) return failure(`Unknown tool: ${params.name}. List the tools for their names.`);
    try {
      const output = await plugin.run(action.key, /** @type {any} */ (params.arguments ?? {}), {
        signal,
      });
      return { content: [text(JSON.stringify(output))], structuredContent: output };
    } catch (error) {
      return failure(described(error), error);
    }
  });
  return server;
}

/** @param {import('../../../js/manifest.d.ts').FullManifestAction} action */
const toolOf = ({ key, title, description, requests, hints, input, output }) => ({
  name: prefix + key,
  title,
  description: descriptionOf({ description, requests }),
  inputSchema: withoutRules(input),
  outputSchema: /** @type {any} */ (output),
  annotations: {
    title,
    readOnlyHint: hints.readOnly,
    destructiveHint: hints.destructive,
    idempotentHint: hints.idempotent,
    openWorldHint: true,
  },
});

/**
 * The schema without rules about several fields at its top level: the APIs of some models refuse a tool that has them. The
 * plugin checks the rules, and its errors name the fields.
 * @param {any} input
 */
const withoutRules = ({ allOf, anyOf, oneOf, ...input }) => input;

/** @param {string} message */
const text = (message) => ({ type: /** @type {const} */ ('text'), text: message });

/** @param {string} message @param {any} [error] */
const failure = (message, error) => ({
  content: [text(message)],
  isError: true,
  ...(error?.toJSON && { _meta: { 'workfront-actions/error': error.toJSON() } }),
});
