// An MCP server that offers actions to agents as tools: those that only read, and on request those that write.
import { Server } from '@modelcontextprotocol/server';
import fullManifest from 'workfront-actions/manifest';
import { described, descriptionOf } from '../../common/src/index.mjs';
import { canAsk, consentOf, needsConsent } from './confirm.mjs';
import { inputSchemaOf } from './input-schema.mjs';
import { notOfferedMessage, offeredActions, toolName } from './offered.mjs';
import { checkArguments } from './options.mjs';
import { planInstead } from './plan.mjs';

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */

// A person needs time to read a question.
const answerMs = 10 * 60_000;

/**
 * @param {import('../../../js/index.d.ts').Plugin} plugin
 * @param {import('./types.d.mts').McpOptions} [options]
 */
export function createMcpServer(plugin, options = {}) {
  checkArguments(plugin, options);
  const { manifest = fullManifest, tools, outputSchemas = false, confirm = true } = options;
  const { actions } = manifest;
  const allowWrites = options.allowWrites ?? false;
  const offered = offeredActions(actions, { allowWrites, tools });
  const secrets = secretsOf(manifest);
  const server = new Server(
    { name: 'workfront-actions', title: 'Adobe Workfront', version: manifest.version },
    {
      capabilities: { tools: {} },
      instructions: instructionsOf(offered),
      inputRequired: { roundTimeoutMs: answerMs },
    },
  );
  server.setRequestHandler('tools/list', () => ({
    tools: offered.map((action) => toolOf(action, outputSchemas)),
  }));
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    const action = offered.find((one) => toolName(one) === params.name);
    if (!action) return failure(notOfferedMessage(params.name, actions, { allowWrites, offered }));
    const input = params.arguments ?? {};
    const { signal } = mcpReq;
    try {
      if (confirm && needsConsent(action, input)) {
        if (!canAsk(capabilitiesOf(server, mcpReq))) {
          const { texts, error } = await planInstead(plugin, actions, action, input, { signal });
          return failure(texts, error);
        }
        const consent = await consentOf(mcpReq, action, input, secrets);
        if (consent) return consent.ask ?? failure(consent.refusal);
      }
      const output = await plugin.run(action.key, /** @type {any} */ (input), { signal });
      return resultOf(output, outputSchemas);
    } catch (error) {
      return failure(described(error), error);
    }
  });
  return server;
}

/** What the client can do: clients of 2026-07 say so in each request, earlier ones at the start. @param {Server} server @param {any} request */
const capabilitiesOf = (server, { envelope }) =>
  envelope?.['io.modelcontextprotocol/clientCapabilities'] ?? server.getClientCapabilities();

/** The names of fields whose values are secret. @param {import('../../../js/manifest.d.ts').FullManifest} manifest */
function secretsOf({ actions, connection }) {
  const fields = [...actions, ...connection.credentials].flatMap((one) => [...one.fields]);
  return new Set(fields.filter(({ secret }) => secret).map(({ name }) => name));
}

/** @param {readonly Action[]} offered */
const instructionsOf = (offered) =>
  offered.every(({ hints }) => hints.readOnly)
    ? 'Reads the users of an Adobe Workfront tenant. No tool of this server changes data.'
    : 'Manages the users of an Adobe Workfront tenant. Ask the user before you call a tool that changes or removes data. If it has dryRun, call it with dryRun: true first, and show the result.';

/** @param {Action} action @param {boolean} hasOutputSchema */
const toolOf = (action, hasOutputSchema) => ({
  name: toolName(action),
  title: action.title,
  description: descriptionOf(action),
  inputSchema: inputSchemaOf(withoutRules(action.input)),
  ...(hasOutputSchema && { outputSchema: /** @type {any} */ (action.output) }),
  annotations: {
    title: action.title,
    readOnlyHint: action.hints.readOnly,
    destructiveHint: action.hints.destructive,
    idempotentHint: action.hints.idempotent,
    openWorldHint: true,
  },
});

/**
 * The schema without rules about several fields: the APIs of some models refuse a tool that has them at its top level, and
 * those of filters are long. The plugin checks the rules, and its errors name the fields.
 * @param {any} schema
 */
const withoutRules = ({ allOf, $defs, ...schema }) => ({
  ...schema,
  ...($defs && {
    $defs: Object.fromEntries(
      Object.entries($defs).map(([name, { allOf: _, ...own }]) => [name, own]),
    ),
  }),
});

/** The output, once: as text, or as data if the tools have output schemas. @param {any} output @param {boolean} isData */
const resultOf = (output, isData) =>
  isData
    ? { content: [text('The result is in structuredContent.')], structuredContent: output }
    : { content: [text(JSON.stringify(output))] };

/** @param {string} message */
const text = (message) => ({ type: /** @type {const} */ ('text'), text: message });

/** @param {string | string[]} messages @param {any} [error] */
const failure = (messages, error) => ({
  content: [messages].flat().map(text),
  isError: true,
  ...(error?.toJSON && { _meta: { 'workfront-actions/error': error.toJSON() } }),
});
