// npx workfront-actions search, provision, offboard, run, manifest: as programs, against the sandbox's server.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveSandbox } from 'workfront-actions/sandbox/server';

const program = fileURLToPath(new URL('../../cli/main.mjs', import.meta.url));

async function started(args, { env = {}, input = '' } = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => (out[name] += text));
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, ...out };
}

/** A tenant, the environment variables for it, and a folder; all are removed after the test. */
async function start(t) {
  const users = ['ann', 'bob'].map((ID) => ({ ID, lastName: ID, emailAddr: `${ID}@example.com` }));
  const tenant = await serveSandbox({ people: 30, users });
  t.after(() => tenant.close());
  const folder = mkdtempSync(join(tmpdir(), 'workfront-cli-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const env = {
    WORKFRONT_BASE_URL: tenant.url,
    WORKFRONT_CREDENTIALS: JSON.stringify({ type: 'apiKey', apiKey: tenant.apiKey }),
  };
  const file = (name, text, mode = 0o600) => {
    writeFileSync(join(folder, name), text, { mode });
    return join(folder, name);
  };
  return { ...tenant, env, file };
}

test('search prints JSON when piped', async (t) => {
  const { env } = await start(t);
  const { code, stdout } = await started(
    ['search', 'emailAddr~ANN@EX', 'isActive=true', '--fields', 'ID,emailAddr'],
    { env },
  );
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout), [{ ID: 'ann', emailAddr: 'ann@example.com' }]);
  const all = await started(['search', '--limit', '5', '--sort=-name'], { env });
  assert.equal(JSON.parse(all.stdout).length, 5);
});

test('offboard reports an outcome for each user, and a dry run changes nothing', async (t) => {
  const { env, sandbox } = await start(t);
  const args = ['offboard', '--email', 'ann@example.com', '--email', 'who@example.com'];
  const dry = await started([...args, '--dry-run'], { env });
  assert.equal(JSON.parse(dry.stdout).counts.planned, 1);
  const active = () => sandbox.snapshot().users.find(({ ID }) => ID === 'ann').isActive;
  assert.equal(active(), true);
  const { code, stdout, stderr } = await started(args, { env });
  assert.equal(code, 0);
  assert.equal(active(), false);
  assert.deepEqual(
    JSON.parse(stdout).report.map(({ outcome }) => outcome),
    ['deactivated', 'notFound'],
  );
  assert.match(stderr, /1 deactivated, 1 notFound; \d+ requests/);
});

test('run accepts any action, and its input from standard input as well', async (t) => {
  const { env } = await start(t);
  const { stdout } = await started(['run', 'get', '-'], { env, input: '{"ID":"bob"}' });
  assert.equal(JSON.parse(stdout).user.ID, 'bob');
  const failed = await started(['run', 'get', '{"ID":"nobody"}'], { env });
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /no user nobody/);
});

test('manifest needs no connection', async () => {
  const all = JSON.parse((await started(['manifest'])).stdout);
  assert.ok(all.actions.length > 20);
  const one = JSON.parse((await started(['manifest', 'search'])).stdout);
  assert.equal(one.key, 'search');
});

test('mcp responds on standard output', async (t) => {
  const { env } = await start(t);
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
  const child = spawn(process.execPath, [program, 'mcp', '--read-only'], {
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

test('credentials come from a file that only its owner can read', async (t) => {
  const { env, file } = await start(t);
  const config = JSON.stringify({
    baseUrl: env.WORKFRONT_BASE_URL,
    credentials: JSON.parse(env.WORKFRONT_CREDENTIALS),
  });
  const good = await started(['run', 'count', '--config', file('good.json', config)]);
  assert.equal(JSON.parse(good.stdout).count, 32);
  const open = await started(['run', 'count', '--config', file('open.json', config, 0o644)]);
  assert.equal(open.code, 3);
  assert.match(open.stderr, /chmod 600/);
});

test('an invalid command line and a failed connection have their exit codes', async (t) => {
  const { env } = await start(t);
  for (const [args, code, environment = env] of [
    [['search', '--nonsense'], 2],
    [['search', 'nofilter'], 2],
    [['offboard'], 2],
    [['provision'], 2],
    [['run'], 2],
    [['run', 'get', '{'], 2],
    [['run', 'gett', '{}'], 2],
    [['run', 'search', '[]'], 2],
    [['run', 'get', '{"ID":"missing"}'], 1],
    [['run', 'search', '{"fields":["nonsense"]}'], 1],
    [['search', '--limit', '0'], 2],
    [['offboard', '--id', 'ann', '--verify', 'foo'], 2],
    [['provision', 'people.csv', '--wait', 'long'], 2],
    [['manifest', 'gett'], 2],
    [['sandbox', '--port', '99999'], 2],
    [['sandbox', '--people', '-1'], 2],
    [['sandbox', '--options', '{'], 2],
    [['sandbox', '--options', '{"peeple":1}'], 2],
    [['sandbox', '--port', new URL(env.WORKFRONT_BASE_URL).port], 1],
    [['search'], 3, {}],
    [['search'], 3, { ...env, WORKFRONT_CREDENTIALS: '{"type":"apiKey","apiKey":"wrong-key"}' }],
    [['search'], 3, { ...env, WORKFRONT_CREDENTIALS: 'not-json-secret' }],
  ]) {
    const { code: ended, stderr } = await started(args, { env: environment });
    assert.equal(ended, code, `${args}: ${stderr}`);
    assert.ok(!stderr.includes(' at file:'), stderr);
    assert.ok(!stderr.includes('wrong-key') && !stderr.includes('not-json-secret'));
  }
  for (const name of ['search', 'provision', 'offboard', 'run', 'manifest', 'mcp']) {
    const { code, stdout } = await started([name, '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: /);
  }
});

test('what a connection lacks is named with its environment variable', async () => {
  const all = await started(['search']);
  assert.equal(all.code, 3);
  assert.match(all.stderr, /WORKFRONT_DOMAIN or WORKFRONT_BASE_URL; .*WORKFRONT_CREDENTIALS, or/);
  const env = { WORKFRONT_CREDENTIALS: '{"type":"apiKey","apiKey":"k"}' };
  const address = await started(['search'], { env });
  assert.equal(address.code, 3);
  assert.match(address.stderr, /set WORKFRONT_DOMAIN or WORKFRONT_BASE_URL, or pass a file/);
  const missing = await started(['search', '--config', join(tmpdir(), 'no-such-file')]);
  assert.equal(missing.code, 3);
  assert.match(missing.stderr, /can't be read: no such file or directory \(ENOENT\)/);
});
