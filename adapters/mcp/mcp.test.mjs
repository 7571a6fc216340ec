// Model Context Protocol: the SDK's own client, in memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { createPlugin } from 'workfront-actions';
import manifest from 'workfront-actions/manifest';
import { createMcpServer } from 'workfront-actions/mcp';
import { same, serve } from '../../tests/hosts/lib/host.mjs';
import * as made from '../../tests/hosts/made-up.mjs';
import { play } from '../../tests/hosts/scenario.mjs';

async function start(t, plugin, options) {
  const server = createMcpServer(plugin, options);
  const client = new Client({ name: 'test', version: '1' });
  const [here, there] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(there), client.connect(here)]);
  t.after(() => client.close());
  return client;
}

test('MCP: agents use every action as a tool', async (t) => {
  const { url, apiKey } = await serve(t);
  const plugin = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
  const client = await start(t, plugin);
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    manifest.actions.map(({ key }) => `workfront_${key}`),
  );
  const remove = tools.find(({ name }) => name === 'workfront_delete');
  assert.equal(remove.annotations.destructiveHint, true);
  // The client checks structured outputs against their schemas.
  const results = await play(async (action, input) => {
    const result = await client.callTool({ name: `workfront_${action}`, arguments: input });
    if (result.isError) {
      assert.ok(result.content[0].text.length > 20, 'it says what to do');
      throw result._meta['workfront-actions/error'];
    }
    return result.structuredContent;
  });
  same(results);
});

test('MCP: with readOnly only tools that change nothing', async (t) => {
  const client = await start(t, await made.createPlugin(), { readOnly: true });
  const { tools } = await client.listTools();
  assert.ok(tools.length > 5 && tools.every(({ annotations }) => annotations.readOnlyHint));
  const refused = await client.callTool({ name: 'workfront_delete', arguments: {} });
  assert.equal(refused.isError, true);
});

test('MCP: a new action is offered without an edit', async (t) => {
  const client = await start(t, await made.createPlugin(), { manifest: made.withMadeUp });
  const result = await client.callTool({ name: 'workfront_greet', arguments: { times: 2 } });
  assert.equal(result.structuredContent.greeting, 'Hello! Hello!');
});
