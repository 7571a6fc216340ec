// Model Context Protocol: the SDK's own client, in memory and over standard input and output.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createPlugin } from 'workfront-actions';
import manifest from 'workfront-actions/manifest';
import { createMcpServer } from 'workfront-actions/mcp';
import { recording } from '../../tests/hosts/lib/forms.mjs';
import { inHosts, same, serve } from '../../tests/hosts/lib/host.mjs';
import * as made from '../../tests/hosts/made-up.mjs';
import { play } from '../../tests/hosts/scenario.mjs';

const keysOf = (is) => manifest.actions.filter(is).map(({ key }) => key);
// A person's decision is never offered.
const offered = keysOf(({ key }) => key !== 'approve');
const reads = keysOf(({ key, hints }) => hints.readOnly && key !== 'approve');
const destructive = keysOf(({ hints }) => hints.destructive);

/** A client of this server; with `answer`, it can ask its user, who answers so. */
async function start(t, plugin, options, answer) {
  const server = createMcpServer(plugin, options);
  const capabilities = answer ? { elicitation: {} } : {};
  const client = new Client({ name: 'test', version: '1' }, { capabilities });
  const questions = [];
  if (answer) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      questions.push(params.message);
      return answer(params);
    });
  }
  const [here, there] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(there), client.connect(here)]);
  t.after(() => client.close());
  const toolNames = async () => (await client.listTools()).tools.map(({ name }) => name);
  const call = (action, input = {}) =>
    client.callTool({ name: `workfront_${action}`, arguments: input });
  return { client, questions, toolNames, call };
}

const named = (keys) => keys.map((key) => `workfront_${key}`);
const textOf = ({ content }) => content.map(({ text }) => text).join('');

for (const outputSchemas of [false, true]) {
  test(`MCP: agents use every action as a tool, outputSchemas: ${outputSchemas}`, async (t) => {
    const { url, apiKey } = await serve(t);
    const plugin = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
    t.after(() => plugin.close());
    const options = { allowWrites: true, outputSchemas };
    const { client, toolNames, call } = await start(t, plugin, options);
    assert.deepEqual(await toolNames(), named(offered));
    const { tools } = await client.listTools();
    assert.ok(tools.every(({ outputSchema }) => Boolean(outputSchema) === outputSchemas));
    // The client checks structured outputs against their schemas.
    const results = await play(async (action, input) => {
      const result = await call(action, input);
      if (result.isError) {
        assert.ok(textOf(result).length > 20, 'it says what to do');
        throw result._meta['workfront-actions/error'];
      }
      // Once: an agent pays for each copy.
      assert.equal(result.structuredContent !== undefined, outputSchemas);
      assert.equal(textOf(result).startsWith('{'), !outputSchemas);
      const output = outputSchemas ? result.structuredContent : JSON.parse(textOf(result));
      return output;
    });
    same(results);
  });
}

test('MCP: only reads are offered by default, in at most 40 KB', async (t) => {
  const { runs, createPlugin: create } = recording();
  const { client, toolNames, call } = await start(t, await create({}));
  assert.deepEqual(await toolNames(), named(reads));
  const { tools } = await client.listTools();
  assert.ok(tools.every(({ annotations }) => annotations.readOnlyHint));
  const size = Buffer.byteLength(JSON.stringify(tools));
  assert.ok(size <= 40 * 1024, `the tools are ${size} bytes`);
  assert.match(client.getInstructions(), /No tool of this server changes data/);
  for (const { key, hints } of manifest.actions) {
    if (hints.readOnly) continue;
    const refused = await call(key);
    assert.equal(refused.isError, true);
    assert.match(
      textOf(refused),
      new RegExp(`^workfront_${key} .*--allow-writes.*Nothing was sent`),
    );
  }
  assert.deepEqual(runs, []);
});

test('MCP: hints and descriptions say what a tool does to data', async (t) => {
  const { client } = await start(t, await made.createPlugin(), { allowWrites: true });
  const { tools } = await client.listTools();
  for (const { name, annotations, description } of tools) {
    const key = name.replace('workfront_', '');
    const isDestructive = destructive.includes(key);
    assert.equal(annotations.destructiveHint, isDestructive, name);
    assert.equal(annotations.readOnlyHint, reads.includes(key), name);
    assert.equal(description.includes('Changes or removes data.'), isDestructive, name);
  }
  for (const key of ['offboard', 'deactivate', 'update', 'provision', 'logout', 'batch', 'call']) {
    assert.ok(destructive.includes(key), key);
  }
  for (const key of ['create', 'subscribe']) assert.ok(!destructive.includes(key), key);
});

test('MCP: tools is an allow-list', async (t) => {
  const { runs, createPlugin: create } = recording();
  const plugin = await create({});
  const { toolNames, call } = await start(t, plugin, { tools: ['get', 'workfront_search'] });
  assert.deepEqual(await toolNames(), ['workfront_get', 'workfront_search']);
  assert.match(
    textOf(await call('count')),
    /not in this server's list of tools.*'count' to --tools/,
  );
  assert.match(textOf(await call('delete')), /--allow-writes/);
  assert.match(textOf(await call('serch')), /Did you mean 'workfront_search'\?/);
  assert.match(
    textOf(await call('x'.repeat(30))),
    /The names are workfront_get, workfront_search\./,
  );
  assert.deepEqual(runs, []);
  const writes = await start(t, plugin, { allowWrites: true, tools: ['offboard', 'get'] });
  assert.deepEqual(await writes.toolNames(), ['workfront_get', 'workfront_offboard']);
  assert.match(textOf(await writes.call('delete')), /'delete' to --tools/);
});

test('MCP: wrong options are refused', async () => {
  const plugin = await made.createPlugin();
  for (const [options, message] of [
    [{ readOnly: true }, /readOnly was replaced by allowWrites/],
    [{ readOnly: false }, /readOnly was replaced by allowWrites/],
    [{ allowWrite: true }, /'allowWrite' is not an option: did you mean 'allowWrites'\?/],
    [{ nonsense: 1 }, /'nonsense' is not an option: the options are allowWrites, tools/],
    [{ allowWrites: 'false' }, /allowWrites must be a boolean but is string/],
    [{ confirm: null }, /confirm must be a boolean but is null/],
    [null, /options must be an object/],
    [{ tools: [] }, /tools must be an array of at least one action/],
    [{ tools: 'search' }, /tools must be an array/],
    [{ tools: ['serch'] }, /'serch' is not an action\. Did you mean 'search'\?/],
    [{ tools: ['ofboard'], allowWrites: true }, /Did you mean 'offboard'\?/],
    [{ tools: ['nonsense'] }, /The names are testConnection, /],
    [{ tools: ['search', 'delete'] }, /'delete' changes or removes data.*--allow-writes/],
    [{ tools: ['create'], allowWrites: false }, /'create' adds data.*allowWrites: true/],
    [{ tools: [undefined] }, /'undefined' is not an action/],
  ]) {
    assert.throws(
      () => createMcpServer(plugin, options),
      (error) => {
        assert.ok(error instanceof TypeError);
        assert.match(error.message, message);
        return true;
      },
    );
  }
  assert.throws(
    () => createMcpServer({ domain: 'acme' }),
    /plugin must be what createPlugin returns/,
  );
  assert.throws(() => createMcpServer(), /plugin must be what createPlugin returns/);
});

const accept = () => ({ action: 'accept', content: {} });

test('MCP: the user is asked before a tool changes or removes data', async (t) => {
  const { runs, createPlugin: create } = recording();
  const plugin = await create({});
  const asked = await start(t, plugin, { allowWrites: true }, accept);
  for (const key of destructive) {
    const result = await asked.call(key, { ID: 'ann' });
    assert.ok(!result.isError, key);
    assert.deepEqual(runs.splice(0), [[key, { ID: 'ann' }]]);
    assert.match(
      asked.questions.splice(0).join(),
      /\? This changes or removes data\. .*\nID: "ann"$/,
    );
  }
  for (const [key, input] of [
    ['search', {}],
    ['create', {}],
    ['offboard', { dryRun: true }],
  ]) {
    await asked.call(key, input);
    assert.deepEqual(asked.questions, [], `${key} needs no confirmation`);
  }
  await asked.call('deactivate', { ID: 'ann', dryRun: true });
  assert.equal(asked.questions.length, 1, 'deactivate has no dry run');
  const unasked = await start(t, plugin, { allowWrites: true, confirm: false }, accept);
  await unasked.call('deactivate', { ID: 'ann' });
  assert.deepEqual(unasked.questions, []);
});

test('MCP: without the user’s consent nothing is sent', async (t) => {
  const { runs, createPlugin: create } = recording();
  const plugin = await create({});
  for (const [answer, message] of [
    [() => ({ action: 'decline' }), /declined Delete a user\. Nothing was sent/],
    [() => ({ action: 'cancel' }), /dismissed .* Nothing was sent/],
    [
      () => Promise.reject(new Error('no window')),
      /could not be asked .*nothing was sent\..*--no-confirm.*no window/,
    ],
    [() => ({ action: 'maybe' }), /could not be asked .*nothing was sent/],
  ]) {
    const { call } = await start(t, plugin, { allowWrites: true }, answer);
    const refused = await call('delete', { ID: 'ann', confirm: 'ann' });
    assert.equal(refused.isError, true);
    assert.match(textOf(refused), message);
  }
  assert.deepEqual(runs, []);
});

test('MCP: a question is short and has no secret', async (t) => {
  const plugin = await recording().createPlugin({});
  const { questions, call } = await start(t, plugin, { allowWrites: true }, accept);
  const emails = Array.from({ length: 500 }, (_, index) => `person${index}@example.com`);
  await call('offboard', { emails });
  assert.match(questions.pop(), /emails: 500 items: \["person0@example\.com"/);
  for (const [action, input] of [
    ['provision', { emailAddr: 'a@x.com', password: 'hush-1' }],
    ['update', { ID: 'ann', changes: { password: 'hush-1', title: 'Lead' } }],
    ['batch', { operations: [{ method: 'PUT', uri: '/user/a', body: { password: 'hush-1' } }] }],
    ['call', { object: 'user', body: '{"title":"Lead","password": "hush-1 \\" hush-1"}' }],
    ['call', { object: 'user', parameters: { apiKey: 'hush-1', sessionID: 'hush-2' } }],
    ['call', { object: 'user', body: 'title=Lead&password=hush-1&ID=x' }],
    ['ensureSubscriptions', { url: 'https://x.example', authToken: 'hush-1', subscriptions: [] }],
  ]) {
    await call(action, input);
    const question = questions.pop();
    assert.ok(!question.includes('hush'), question);
    assert.ok(question.includes('(secret)') && question.length < 2000, question);
  }
});

test('MCP: a new action is offered without an edit', async (t) => {
  const options = { manifest: made.withMadeUp, allowWrites: true };
  const { call } = await start(t, await made.createPlugin(), options);
  const result = await call('greet', { times: 2 });
  assert.equal(JSON.parse(textOf(result)).greeting, 'Hello! Hello!');
});

test('MCP: the command serves on standard input and output', async (t) => {
  const { url, apiKey } = await serve(t);
  const env = {
    PATH: process.env.PATH,
    WORKFRONT_BASE_URL: url,
    WORKFRONT_CREDENTIALS: JSON.stringify({ type: 'apiKey', apiKey }),
  };
  const program = inHosts('node_modules/workfront-actions/cli/main.mjs');
  const connect = async (...args) => {
    const command = process.execPath;
    const transport = new StdioClientTransport({
      ...{ command, env, stderr: 'ignore', args: [program, 'mcp', ...args] },
    });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
    t.after(() => client.close());
    return client;
  };
  const names = async (client) => (await client.listTools()).tools.map(({ name }) => name);
  const reader = await connect();
  assert.deepEqual(await names(reader), named(reads));
  const name = 'workfront_deactivate';
  const refused = await reader.callTool({ name, arguments: { ID: 'ann' } });
  assert.match(textOf(refused), /--allow-writes/);
  const writer = await connect('--allow-writes', '--tools', 'get, deactivate');
  assert.deepEqual(await names(writer), named(['get', 'deactivate']));
  const done = JSON.parse(textOf(await writer.callTool({ name, arguments: { ID: 'ann' } })));
  assert.deepEqual([done.before.isActive, done.after.isActive], [true, false]);
});
