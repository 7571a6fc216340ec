// A real Node-RED, with the nodes installed as users install them.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../lib/until.mjs';
import { inHosts } from './host.mjs';

const adapter = inHosts('../../adapters/node-red');

/** Starts Node-RED with the nodes, or with this text as their program; it stops after the test. */
export async function startNodeRed(t, program) {
  const user = mkdtempSync(join(tmpdir(), 'node-red-'));
  const modules = join(user, 'node_modules');
  mkdirSync(modules);
  const own = join(modules, 'node-red-contrib-workfront-actions');
  cpSync(adapter, own, { recursive: true });
  if (program) writeFileSync(join(own, 'workfront.js'), program);
  symlinkSync(inHosts('node_modules/workfront-actions'), join(modules, 'workfront-actions'));
  const settings = {
    uiHost: '127.0.0.1',
    // A free port, which the log shows.
    uiPort: 0,
    credentialSecret: 'test',
    telemetry: { enabled: false },
    editorTheme: { tours: false },
  };
  writeFileSync(
    join(user, 'settings.js'),
    `module.exports = ${JSON.stringify({ ...settings, logging: { console: { level: 'info' } } })};`,
  );
  const red = inHosts('node_modules/node-red/red.js');
  const child = spawn(process.execPath, [red, '-u', user, '-s', join(user, 'settings.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (log += text));
  }
  let hasEnded = false;
  const closed = once(child, 'close').then(() => (hasEnded = true));
  t.after(async () => {
    child.kill();
    await closed;
    rmSync(user, { recursive: true, force: true });
  });
  /** @param {() => unknown} isLogged */
  const logged = (isLogged) =>
    until(
      () => {
        if (hasEnded) throw new Error(`Node-RED ended: ${log}`);
        return isLogged();
      },
      () => log,
    );
  /** Waits until flows have been started this many times: the first time there are none. */
  const started = (times) => logged(() => log.split('Started flows').length > times);
  await started(1);
  // Logged before or after that message.
  const address = /now running at (http:\S+:\d+)/;
  await logged(() => address.test(log));
  const [, url] = address.exec(log);
  return { url, log: () => log, started };
}

/** Deploys a flow with its credentials, and waits until it has started. */
export async function deploy({ url, started }, flows, credentials) {
  const response = await fetch(`${url}/flows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Node-RED-API-Version': 'v2' },
    body: JSON.stringify({
      flows: flows.map((node) => ({ ...node, credentials: credentials[node.id] })),
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  await started(2);
}
