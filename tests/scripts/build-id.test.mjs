import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { markModule, matchesSource } from '../../scripts/lib/build-id.mjs';

const empty = Buffer.of(0, 97, 115, 109, 1, 0, 0, 0);

test('a module matches the glue that it was built with, and no other', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'build-id-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'x.wasm');
  writeFileSync(file, empty);
  const id = markModule(file);
  const source = matchesSource(id);
  const { matches } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  assert.equal(matches(new WebAssembly.Module(readFileSync(file))), true);
  assert.equal(matches(new WebAssembly.Module(empty)), false);

  writeFileSync(file, empty);
  assert.equal(markModule(file), id, 'the same module has the same id');
});
