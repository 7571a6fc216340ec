import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { requireAll, wire } from '../../scripts/lib/action-runs.mjs';

const temporary = (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'action-runs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
};

test('an action that no test has run is reported', (t) => {
  const folder = temporary(t);
  writeFileSync(join(folder, 'get'), '');
  requireAll({ ...wire, folder }, ['get']);
  assert.throws(
    () => requireAll({ ...wire, folder }, ['get', 'madeUp']),
    /no test on the wire runs madeUp to the end: add one to tests\/js\/wire/,
  );
});

test('only calls that succeed are recorded, and only in tests on the wire', (t) => {
  const folder = temporary(t);
  const recorder = new URL('../js/lib/action-runs.mjs', import.meta.url);
  const program = `
    import { recording } from ${JSON.stringify(recorder.href)};
    const manifest = { actions: [{ key: 'get' }, { key: 'count' }, { key: 'delete' }] };
    const run = async (action) => { if (action === 'delete') throw new Error('no'); };
    const plugin = recording({ manifest, run, get: () => run('get'), count() {}, delete() {} });
    // A comment about plugin.count() is no test.
    await plugin.get();
    await plugin.run('delete').catch(() => {});
  `;
  for (const [name, recorded] of [
    ['facade.test.mjs', []],
    ['wire-x.test.mjs', ['get']],
  ]) {
    const file = join(temporary(t), name);
    writeFileSync(file, program);
    const { status, stderr } = spawnSync(process.execPath, [file], {
      env: { ...process.env, ACTION_RUNS: folder },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.deepEqual(readdirSync(folder), recorded, fileURLToPath(recorder));
  }
});
