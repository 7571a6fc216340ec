// The check of imports reports each rule that a copy of the sources breaks.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { after, test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { rooms } from '../../scripts/lib/rooms.mjs';

const copy = mkdtempSync(join(tmpdir(), 'rooms-'));
after(() => rmSync(copy, { recursive: true, force: true }));
for (const room of rooms) {
  cpSync(inRoot(room), join(copy, room), {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
}
cpSync(inRoot('package.json'), join(copy, 'package.json'));

function check() {
  const program = inRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', inRoot('.dependency-cruiser.mjs'), ...rooms];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  return { isRefused: status !== 0, output: stdout.replaceAll(/\s+/g, ' ') };
}

const planted = [
  ['core-is-below', 'js/core/error.mjs', '../node/address.mjs'],
  ['generated-imports-nothing', 'js/generated/manifest.mjs', '../core/pause.mjs'],
  ['node-is-for-its-entry', 'js/sandbox/wasm.mjs', '../node/address.mjs'],
  ['node-uses-core', 'js/node/address.mjs', '../entries/default.mjs'],
  ['entries-are-the-surface', 'js/entries/workerd.mjs', '../sandbox/server.mjs'],
  ['sandbox-stands-alone', 'js/sandbox/wasm.mjs', '../core/pause.mjs'],
  ['commands-use-the-public-surface', 'cli/run.mjs', '../js/core/pause.mjs'],
  ['adapters-use-the-public-surface', 'adapters/mcp/src/index.mjs', '../../../js/core/pause.mjs'],
  ['js-is-below-adapters-and-commands', 'js/core/pause.mjs', '../../adapters/mcp/src/index.mjs'],
  ['no-adapter-in-another', 'adapters/mcp/src/index.mjs', '../../zapier/src/index.mjs'],
  ['only-the-package-is-published', 'cli/run.mjs', '../scripts/lib/files.mjs'],
  ['scripts-are-below-benches', 'scripts/lib/files.mjs', '../../benches/lib/memory.mjs'],
  ['nothing-imports-tests', 'scripts/lib/files.mjs', '../../tests/lib/until.mjs'],
  ['no-circles', 'js/core/pause.mjs', './planted.mjs'],
];

test('the sources keep the order', () => {
  const { isRefused, output } = check();
  assert.ok(!isRefused, output);
});

test('an import against the order is refused', async (t) => {
  writeFileSync(join(copy, 'js/core/planted.mjs'), "import './pause.mjs';\n");
  for (const [, file, imported] of planted) {
    appendFileSync(join(copy, file), `\nimport '${imported}';\n`);
  }
  const { isRefused, output } = check();
  assert.ok(isRefused);
  for (const [rule, file, imported] of planted) {
    await t.test(`${rule}: ${file} must not import ${imported}`, () => {
      const target = posix.join(posix.dirname(file), imported);
      assert.ok(output.includes(`error ${rule}: ${file} → ${target}`), output);
    });
  }
});
