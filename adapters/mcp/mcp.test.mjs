// Model Context Protocol: the SDK's own client, in memory, over HTTP, and over standard input and output, with the protocol of
// 2026-07 and those before it; and the client of the SDK before that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Client,
  InMemoryTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
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

// What a client does about the versions of the protocol, and the version that it then speaks.
const eras = {
  2025: { mode: 'legacy', version: '2025-11-25' },
  2026: { mode: { pin: '2026-07-28' }, version: '2026-07-28' },
};

/** A client of this version; with `answer`, it can ask its user, who answers so. */
function createClient(mode, answer) {
  const capabilities = answer ? { elicitation: {} } : {};
  const options = { capabilities, versionNegotiation: { mode } };
  const client = new Client({ name: 'test', version: '1' }, options);
  const questions = [];
  if (answer) {
    client.setRequestHandler('elicitation/create', ({ params }) => {
      questions.push(params.message);
      return answer(params);
    });
  }
  const toolNames = async () => (await client.listTools()).tools.map(({ name }) => name);
  const call = (action, input = {}) =>
    client.callTool({ name: `workfront_${action}`, arguments: input });
  return { client, questions, toolNames, call };
}

/** A client of this server, which are connected in memory. */
async function start(t, plugin, options, answer, era = 2026) {
  createMcpServer(plugin, options);
  const one = createClient(eras[era].mode, answer);
  const [here, there] = InMemoryTransport.createLinkedPair();
  serveStdio(() => createMcpServer(plugin, options), { transport: there });
  await one.client.connect(here);
  t.after(() => one.client.close());
  return one;
}

const named = (keys) => keys.map((key) => `workfront_${key}`);
const textOf = ({ content }) => content.map(({ text }) => text).join('');

for (const outputSchemas of [false, true]) {
  test(`MCP: agents use every action as a tool, outputSchemas: ${outputSchemas}`, async (t) => {
    const { url, apiKey } = await serve(t);
    const plugin = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
    t.after(() => plugin.close());
    const options = { allowWrites: true, confirm: false, outputSchemas };
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
  const tools = ['get', 'workfront_search'];
  const { client, toolNames, call } = await start(t, plugin, { tools });
  assert.deepEqual(await toolNames(), ['workfront_get', 'workfront_search']);
  assert.match(
    textOf(await call('count')),
    /not in this server's list of tools.*'count' to --tools/,
  );
  assert.match(textOf(await call('delete')), /--allow-writes/);
  for (const [name, message] of [
    [
      'get',
      /^'get' is the name of an action, not of a tool: its tool is 'workfront_get'\. Nothing/,
    ],
    [
      'delete',
      /its tool is 'workfront_delete', which changes or removes data, and .*--allow-writes/,
    ],
    [
      'count',
      /its tool is 'workfront_count', which is not in this server's list.*'count' to --tools/,
    ],
    ['approve', /^approve is the decision of a person/],
  ]) {
    assert.match(textOf(await client.callTool({ name, arguments: {} })), message);
  }
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

for (const era of Object.keys(eras)) {
  test(`MCP: the user is asked before a tool changes or removes data, ${era}`, async (t) => {
    const { runs, createPlugin: create } = recording();
    const plugin = await create({});
    const asked = await start(t, plugin, { allowWrites: true }, accept, era);
    assert.equal(asked.client.getNegotiatedProtocolVersion(), eras[era].version);
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
    const unasked = await start(t, plugin, { allowWrites: true, confirm: false }, accept, era);
    await unasked.call('deactivate', { ID: 'ann' });
    assert.deepEqual(unasked.questions, []);
  });

  test(`MCP: without the user’s consent nothing is sent, ${era}`, async (t) => {
    const { runs, createPlugin: create } = recording();
    const plugin = await create({});
    const input = { ID: 'ann', confirm: 'ann' };
    for (const [answer, message] of [
      [() => ({ action: 'decline' }), /declined Delete a user\. Nothing was sent/],
      [() => ({ action: 'cancel' }), /dismissed .* Nothing was sent/],
    ]) {
      const { call } = await start(t, plugin, { allowWrites: true }, answer, era);
      const refused = await call('delete', input);
      assert.equal(refused.isError, true);
      assert.match(textOf(refused), message);
    }
    for (const answer of [
      () => Promise.reject(new Error('no window')),
      () => ({ action: 'maybe' }),
    ]) {
      const { call } = await start(t, plugin, { allowWrites: true }, answer, era);
      // A client of 2026 fails by itself; for earlier ones the server says it.
      const failed = await call('delete', input).catch((error) => ({ isError: true, error }));
      assert.equal(failed.isError, true);
    }
    assert.deepEqual(runs, []);
  });

  test(`MCP: a plan is returned if nobody can be asked, ${era}`, async (t) => {
    const { url, apiKey } = await serve(t);
    const credentials = { type: 'apiKey', apiKey };
    const plugin = await createPlugin({ baseUrl: url, credentials });
    t.after(() => plugin.close());
    const { call } = await start(t, plugin, { allowWrites: true }, undefined, era);
    const fields = ['title', 'isActive'];
    const read = async () => (await plugin.get({ ID: 'ann', fields })).user;
    const before = await read();
    for (const [action, input] of [
      ['deactivate', { ID: 'ann' }],
      ['update', { ID: 'ann', changes: { title: 'Planned' } }],
      ['offboard', { IDs: ['ann'] }],
      ['delete', { ID: 'ann', confirm: 'ann' }],
      ['batch', { operations: [{ method: 'PUT', uri: '/user/ann', body: { title: 'Planned' } }] }],
    ]) {
      const { isError, content } = await call(action, input);
      assert.equal(isError, true, 'it was not done');
      assert.equal(content.length, 2);
      assert.match(content[0].text, /^Nothing was changed\. .*nobody can be asked/);
      assert.match(content[0].text, /plan apply plan\.json --allow-unsigned/);
      const plan = JSON.parse(content[1].text);
      assert.deepEqual([plan.action, plan.steps.length], [action, 1]);
    }
    assert.deepEqual(await read(), before);
    // The plan is what a person applies.
    const { content } = await call('update', { ID: 'ann', changes: { title: 'Planned' } });
    const plan = JSON.parse(content[1].text);
    for (const [action, input] of [
      ['call', { object: 'user', ID: 'ann', action: 'x', method: 'PUT' }],
      ['apply', { plan, allowUnsigned: true }],
      ['logout', {}],
    ]) {
      const refused = await call(action, input);
      assert.equal(refused.isError, true);
      assert.match(textOf(refused), /^Nothing was sent\. .*nobody can be asked.*no plans of it/);
      assert.match(textOf(refused), /--no-confirm/);
    }
    const operations = [{ method: 'DELETE', uri: '/task/t1' }];
    const other = await call('batch', { operations });
    assert.equal(other.isError, true);
    assert.match(
      textOf(other),
      /nobody can be asked.*'task\/t1' doesn't create, update or delete one user/,
    );
    assert.equal(other._meta['workfront-actions/error'].kind, 'validation');
    const missing = await call('deactivate', { ID: 'nobody-has-this-id' });
    assert.equal(missing.isError, true);
    assert.deepEqual(await read(), before);
    const { counts } = await plugin.apply({ plan, allowUnsigned: true });
    assert.equal(counts.applied, 1);
    assert.equal((await read()).title, 'Planned');
    // What neither changes nor removes anything needs no plan.
    const found = await call('offboard', { IDs: ['ann'], dryRun: true });
    assert.ok(!found.isError, textOf(found));
  });

  test(`MCP: over HTTP, ${era}`, async (t) => {
    const { runs, createPlugin: create } = recording();
    const plugin = await create({});
    const options = { allowWrites: true, tools: ['search', 'deactivate'] };
    const handler = createMcpHandler(() => createMcpServer(plugin, options));
    t.after(() => handler.close());
    const { client, toolNames, call, questions } = createClient(eras[era].mode, accept);
    const fetch = (url, init) => handler.fetch(new Request(url, init));
    const url = new URL('http://mcp.invalid/');
    await client.connect(new StreamableHTTPClientTransport(url, { fetch }));
    t.after(() => client.close());
    assert.equal(client.getNegotiatedProtocolVersion(), eras[era].version);
    assert.deepEqual(await toolNames(), named(['search', 'deactivate']));
    await call('search', {});
    assert.deepEqual(runs.splice(0), [['search', {}]]);
    const result = await call('deactivate', { ID: 'ann' });
    if (era === '2026') {
      assert.equal(questions.length, 1);
      assert.deepEqual(runs, [['deactivate', { ID: 'ann' }]]);
    } else {
      // Without sessions, the server doesn't know what clients of 2025 can do.
      assert.deepEqual(questions, []);
      assert.ok(!runs.some(([key]) => key === 'deactivate'), textOf(result));
    }
  });
}

test('MCP: an answer counts only for the input of its question', async (t) => {
  const { runs, createPlugin: create } = recording();
  const handler = createMcpHandler(async () =>
    createMcpServer(await create({}), { allowWrites: true }),
  );
  t.after(() => handler.close());
  const send = async (params) => {
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
    };
    const headers = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'workfront_deactivate',
    };
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'workfront_deactivate', _meta, ...params },
    });
    const request = new Request('http://mcp.invalid/', { method: 'POST', headers, body });
    const { result, error } = await (await handler.fetch(request)).json();
    assert.equal(error, undefined, JSON.stringify(error));
    return result;
  };
  const asked = await send({ arguments: { ID: 'ann' } });
  assert.equal(asked.resultType, 'input_required');
  const { requestState } = asked;
  const inputResponses = { confirm: { action: 'accept', content: {} } };
  for (const params of [
    { arguments: { ID: 'bob' }, inputResponses, requestState },
    { arguments: { ID: 'ann' }, inputResponses },
    { arguments: { ID: 'ann' }, inputResponses, requestState: 'made up' },
    { arguments: { ID: 'ann' }, requestState },
  ]) {
    assert.equal((await send(params)).resultType, 'input_required', JSON.stringify(params));
  }
  assert.deepEqual(runs, []);
  await send({ arguments: { ID: 'ann' }, inputResponses, requestState });
  assert.deepEqual(runs, [['deactivate', { ID: 'ann' }]]);
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
  const clients = {
    2025: () => [createClient('legacy').client, StdioClientTransport],
    2026: () => [createClient({ pin: '2026-07-28' }).client, StdioClientTransport],
    'the SDK before': () => [
      new OldClient({ name: 'test', version: '1' }),
      OldStdioClientTransport,
    ],
  };
  for (const [title, create] of Object.entries(clients)) {
    const connect = async (...args) => {
      const [client, Transport] = create();
      const command = process.execPath;
      const transport = new Transport({
        ...{ command, env, stderr: 'ignore', args: [program, 'mcp', ...args] },
      });
      await client.connect(transport);
      t.after(() => client.close());
      return client;
    };
    const names = async (client) => (await client.listTools()).tools.map(({ name }) => name);
    const reader = await connect();
    assert.deepEqual(await names(reader), named(reads));
    const input = { ID: 'ann', changes: { title } };
    const call = (client) => client.callTool({ name: 'workfront_update', arguments: input });
    assert.match(textOf(await call(reader)), /--allow-writes/);
    const tools = ['--allow-writes', '--tools', 'get, update'];
    const writer = await connect(...tools);
    assert.deepEqual(await names(writer), named(['get', 'update']));
    const planned = JSON.parse((await call(writer)).content[1].text);
    assert.deepEqual([planned.action, planned.steps.length], ['update', 1]);
    const done = JSON.parse(textOf(await call(await connect(...tools, '--no-confirm'))));
    assert.equal(done.user.title, title);
  }
});
