// package.json's exports follow from the folders of adapters/.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { adapters, adapterTests, exportedAdapters } from '../../scripts/lib/adapters.mjs';
import { cjsName, entries, updated } from '../../scripts/lib/package-exports.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';

const current = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

test('an adapter has its source, types, README and tests in one folder', () => {
  assert.ok(adapters.length >= 5);
  const tests = adapterTests();
  for (const { name, title, tested } of adapters) {
    assert.ok(title && tested, name);
    assert.ok(existsSync(inRoot('adapters', name, 'README.md')), name);
    assert.ok(tests.includes(inRoot('adapters', name, `${name}.test.mjs`)), name);
  }
  for (const { source, types } of entries) {
    assert.ok(existsSync(inRoot(source)) && existsSync(inRoot(types)), source);
  }
});

test('each adapter with a source is exported under its name', () => {
  for (const { name } of exportedAdapters) {
    const { require, default: imported } = current.exports[`./${name}`];
    assert.equal(require.default, `./pkg/cjs/${name}.cjs`);
    assert.equal(imported.default, `./adapters/${name}/src/index.mjs`);
  }
  assert.equal(cjsName('sandbox/server'), 'sandbox-server');
});

test('generated parts of package.json are updated, and the others are kept', () => {
  assert.deepEqual(updated(current), current);
  const { './zapier': zapier, ...others } = current.exports;
  const old = { ...others, './removed': zapier };
  assert.deepEqual(updated({ ...current, exports: old, peerDependencies: {} }), current);
});
