// A real Node-RED, with the nodes installed as its users install them.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inHosts } from './host.mjs';

const adapter = inHosts('../../adapters/node-red');

/** Starts Node-RED with the nodes, or with this text in place of their program; it stops with the test. */
export async function startNodeRed(t, program) {
  const user = mkdtempSync(join(tmpdir(), 'node-red-'));
  const modules = join(user, 'node_modules');
  mkdirSync(modules);
  const own = join(modules, 'node-red-contrib-workfront-actions');
  cpSync(adapter, own, { recursive: true });
  if (program) writeFileSync(join(own, 'workfront.js'), program);
  symlinkSync(inHosts('node_modules/workfront-actions'), join(modules, 'workfront-actions'));
  const port = await freePort();
  const settings = {
    uiHost: '127.0.0.1',
    uiPort: port,
    credentialSecret: 'test',
    telemetry: { enabled: false },
    editorTheme: { tours: false },
  };
  writeFileSync(
    join(user, 'settings.js'),
    `module.exports = ${JSON.stringify({ ...settings, logging: { console: { level: 'warn' } } })};`,
  );
  const red = inHosts('node_modules/node-red/red.js');
  const child = spawn(process.execPath, [red, '-u', user, '-s', join(user, 'settings.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  t.after(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'close');
    rmSync(user, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Node-RED ended: ${log}`);
    const ready = await fetch(`${url}/nodes`, { headers: { accept: 'application/json' } }).catch(
      () => undefined,
    );
    if (ready?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, log: () => log };
}

/** Deploys a flow with its credentials. */
export async function deploy(url, flows, credentials) {
  const response = await fetch(`${url}/flows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Node-RED-API-Version': 'v2' },
    body: JSON.stringify({
      flows: flows.map((node) => ({ ...node, credentials: credentials[node.id] })),
    }),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
