// The check of imports: each rule is broken in a copy of the sources, and must be reported.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { after, test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { folders } from '../../scripts/lib/js-imports.mjs';

const copy = mkdtempSync(join(tmpdir(), 'imports-'));
after(() => rmSync(copy, { recursive: true, force: true }));
for (const folder of folders) {
  cpSync(inRoot(folder), join(copy, folder), {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
  });
}
cpSync(inRoot('package.json'), join(copy, 'package.json'));

function check() {
  const program = inRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', inRoot('.dependency-cruiser.mjs'), ...folders];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  return { isRejected: status !== 0, output: stdout.replaceAll(/\s+/g, ' ') };
}

const forbidden = [
  ['core-imports-only-generated-code', 'js/core/error.mjs', '../node/address.mjs'],
  ['core-imports-only-generated-code', 'js/core/bytes.mjs', 'workfront-actions'],
  ['core-imports-only-generated-code', 'js/core/limit.mjs', '../../pkg/node/index.mjs'],
  ['core-imports-only-generated-code', 'js/core/race.mjs', 'unknown-package'],
  ['generated-imports-nothing', 'js/generated/manifest.mjs', '../core/pause.mjs'],
  ['only-entries-import-node', 'js/sandbox/wasm.mjs', '../node/address.mjs'],
  ['node-imports-only-core', 'js/node/address.mjs', '../entries/default.mjs'],
  ['entries-import-only-core-and-node', 'js/entries/workerd.mjs', '../sandbox/server.mjs'],
  ['csv-imports-only-generated-code', 'js/csv/options.mjs', '../core/pause.mjs'],
  ['sandbox-imports-only-itself', 'js/sandbox/wasm.mjs', '../core/pause.mjs'],
  ['commands-import-the-public-api', 'cli/run.mjs', '../js/core/pause.mjs'],
  ['adapters-import-the-public-api', 'adapters/mcp/src/index.mjs', '../../../js/core/pause.mjs'],
  ['js-is-below-adapters-and-commands', 'js/core/pause.mjs', '../../adapters/mcp/src/index.mjs'],
  ['no-adapter-imports-another', 'adapters/mcp/src/index.mjs', '../../zapier/src/index.mjs'],
  ['no-adapter-imports-another-by-name', 'adapters/zapier/src/index.mjs', 'workfront-actions/mcp'],
  ['no-adapter-imports-another-by-name', 'adapters/node-red/src/index.mjs', 'workfront-actions/x'],
  ['imports-are-resolved', 'cli/search.mjs', 'workfront-actions/mpc'],
  ['imports-are-resolved', 'js/node/route.mjs', './missing.mjs'],
  ['published-files-import-no-tools', 'cli/run.mjs', '../scripts/lib/files.mjs'],
  ['scripts-import-no-benches', 'scripts/lib/files.mjs', '../../benches/lib/memory.mjs'],
  ['nothing-imports-tests', 'scripts/lib/files.mjs', '../../tests/lib/until.mjs'],
  ['no-cycles', 'js/core/pause.mjs', './self-importing.mjs'],
];

test('the sources break no rule', () => {
  const { isRejected, output } = check();
  assert.ok(!isRejected, output);
});

test('an import that breaks a rule is reported', async (t) => {
  writeFileSync(join(copy, 'js/core/self-importing.mjs'), "import './pause.mjs';\n");
  for (const [, file, imported] of forbidden) {
    appendFileSync(join(copy, file), `\nimport '${imported}';\n`);
  }
  const { isRejected, output } = check();
  assert.ok(isRejected);
  for (const [rule, file, imported] of forbidden) {
    await t.test(`${rule}: ${file} must not import ${imported}`, () => {
      // What isn't found, as in a copy without the build, is reported as it is written.
      const isFound = imported.startsWith('.') && existsSync(join(copy, file, '..', imported));
      const target = isFound ? posix.join(posix.dirname(file), imported) : imported;
      assert.ok(output.includes(`error ${rule}: ${file} → ${target}`), output);
    });
  }
});
