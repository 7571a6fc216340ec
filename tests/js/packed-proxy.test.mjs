// The package as npm packs it, far from any node_modules: it contains the file for proxies, which is loaded only for them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createPlain } from 'node:http';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { cert, key } from './lib/certificate.mjs';
import { listen, setEnvironment } from './lib/servers.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workfront-actions-'));
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run(npm, args, { cwd: root });
  await run('tar', ['-xzf', JSON.parse(stdout)[0].filename], { cwd: folder });
});

after(() => rm(folder, { recursive: true }));

const packed = (path) => join(folder, 'package', path);

const ways = {
  import: () => import(pathToFileURL(packed('pkg/node/index.mjs')).href),
  require: async () => createRequire(import.meta.url)(packed('pkg/cjs/index.cjs')),
};

for (const [name, load] of Object.entries(ways)) {
  test(`through a proxy, by ${name}`, async (t) => {
    const server = createServer({ key, cert }, (_, outgoing) =>
      outgoing.end('{"data":{"ID":"a"}}'),
    );
    const port = await listen(t, server);
    const seen = [];
    const proxy = createPlain().on('connect', ({ url }, socket) => {
      seen.push(url);
      const out = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        out.pipe(socket).pipe(out);
      });
      out.on('error', () => {});
      t.after(() => out.destroy());
    });
    setEnvironment(t, {
      https_proxy: `http://127.0.0.1:${await listen(t, proxy)}`,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    const { createPlugin } = await load();
    const credentials = { type: 'apiKey', apiKey: 'key' };
    const wf = await createPlugin({ baseUrl: 'https://acme.example', credentials });
    t.after(() => wf.close());
    assert.equal((await wf.get({ ID: 'a' })).user.ID, 'a');
    assert.deepEqual(seen, ['acme.example:443']);
  });
}

test('without a proxy its file is not read', async () => {
  const program = `import { createPlugin } from ${JSON.stringify(pathToFileURL(packed('pkg/node/index.mjs')).href)};
    const credentials = { type: 'apiKey', apiKey: 'key' };
    const wf = await createPlugin({ baseUrl: 'http://127.0.0.1:1', credentials, retry: { attempts: 1 } });
    console.log(await wf.get({ ID: 'a' }).catch((error) => error.kind));`;
  // Loading it would fail.
  await rm(packed('pkg/node/proxy.mjs'));
  const proxies = Object.keys(process.env).filter((name) => /_proxy$/i.test(name));
  const env = { ...process.env, ...Object.fromEntries(proxies.map((name) => [name, ''])) };
  const args = ['--input-type=module', '--eval', program];
  assert.equal((await run(process.execPath, args, { env })).stdout, 'network\n');
});

test('the proxy’s file includes the licenses of its libraries, and the package has no dependencies', async () => {
  const text = await readFile(join(root, 'pkg/node/proxy.mjs'), 'utf8');
  for (const author of ['Tomas Della Vedova', 'whitequark'])
    assert.ok(text.includes(author), author);
  const { dependencies } = JSON.parse(await readFile(packed('package.json'), 'utf8'));
  assert.equal(dependencies, undefined);
});
