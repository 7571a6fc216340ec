// npx workfront-actions search, run, manifest and mcp: as programs, against a tenant on this machine.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { program, runCli, startTenant } from './lib/cli.mjs';

test('search prints JSON when piped', async (t) => {
  const { env } = await startTenant(t);
  const { code, stdout } = await runCli(
    ['search', 'emailAddr~P1@EX', 'isActive=true', '--fields', 'ID,emailAddr'],
    { env },
  );
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout), [{ ID: 'p1', emailAddr: 'p1@example.com' }]);
  const all = await runCli(['search', '--limit', '5', '--sort=-name'], { env });
  assert.equal(JSON.parse(all.stdout).length, 5);
});

test('run accepts any action, and its input from standard input as well', async (t) => {
  const { env } = await startTenant(t);
  const { stdout } = await runCli(['run', 'get', '-'], { env, input: '{"ID":"p2"}' });
  assert.equal(JSON.parse(stdout).user.ID, 'p2');
  const failed = await runCli(['run', 'get', '{"ID":"nobody"}'], { env });
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /no user nobody/);
});

test('manifest needs no connection', async () => {
  const all = JSON.parse((await runCli(['manifest'])).stdout);
  assert.ok(all.actions.length > 20);
  const one = JSON.parse((await runCli(['manifest', 'search'])).stdout);
  assert.equal(one.key, 'search');
});

test('mcp responds on standard output', async (t) => {
  const { env } = await startTenant(t);
  const messages = [
    {
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'test', version: '1' },
      },
    },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/list' },
  ];
  const child = spawn(process.execPath, [program, 'mcp'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  for (const message of messages) {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('"id":2') && text.endsWith('\n')) break;
  }
  child.stdin.end();
  const { result } = JSON.parse(text.trim().split('\n').at(-1));
  assert.ok(result.tools.some(({ name }) => name === 'workfront_search'));
  assert.ok(!result.tools.some(({ name }) => name === 'workfront_delete'));
  child.kill();
});

test('mcp refuses wrong options, and names what to use instead', async (t) => {
  const { env } = await startTenant(t);
  for (const [args, message] of [
    [['--read-only'], /--read-only was replaced by --allow-writes/],
    [['--read-only', '--allow-writes'], /--read-only was replaced by --allow-writes/],
    [['search'], /mcp has no argument, but was given 'search'/],
    [['--tools', ''], /tools must be an array of at least one action/],
    [['--tools', 'search,gett'], /'gett' is not an action\. Did you mean 'get'\?/],
    [
      ['--tools', 'search', '--tools', 'delete'],
      /'delete' changes or removes data.*--allow-writes/,
    ],
    [['--allow-write'], /--allow-write/],
  ]) {
    const { code, stdout, stderr } = await runCli(['mcp', ...args], { env });
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.match(stderr, message);
  }
  // Also without a connection.
  const { code, stderr } = await runCli(['mcp', '--read-only']);
  assert.equal(code, 2);
  assert.match(stderr, /--allow-writes/);
});

test('mcp ends with Ctrl+C', async (t) => {
  const { env } = await startTenant(t);
  const child = spawn(process.execPath, [program, 'mcp'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const closed = new Promise((resolve) => child.once('close', resolve));
  let text = '';
  for await (const chunk of child.stderr.setEncoding('utf8')) {
    if (text === '') child.kill('SIGINT');
    text += chunk;
  }
  assert.equal(await closed, 0, text);
});

test('credentials come from a file that only its owner can read', async (t) => {
  const { env, file } = await startTenant(t);
  const config = JSON.stringify({
    baseUrl: env.WORKFRONT_BASE_URL,
    credentials: JSON.parse(env.WORKFRONT_CREDENTIALS),
  });
  const good = await runCli(['run', 'count', '--config', file('good.json', config)]);
  assert.equal(JSON.parse(good.stdout).count, 30);
  const open = await runCli(['run', 'count', '--config', file('open.json', config, 0o644)]);
  assert.equal(open.code, 3);
  assert.match(open.stderr, /chmod 600/);
});

test('what a connection lacks is named with its environment variable', async () => {
  const all = await runCli(['search']);
  assert.equal(all.code, 3);
  assert.match(all.stderr, /WORKFRONT_DOMAIN or WORKFRONT_BASE_URL; .*WORKFRONT_CREDENTIALS, or/);
  const env = { WORKFRONT_CREDENTIALS: '{"type":"apiKey","apiKey":"k"}' };
  const address = await runCli(['search'], { env });
  assert.equal(address.code, 3);
  assert.match(address.stderr, /set WORKFRONT_DOMAIN or WORKFRONT_BASE_URL, or pass a file/);
  const missing = await runCli(['search', '--config', join(tmpdir(), 'no-such-file')]);
  assert.equal(missing.code, 3);
  assert.match(missing.stderr, /can't be read: no such file or directory \(ENOENT\)/);
});
