// The crates that the WebAssembly is built on, as cargo resolves them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locked, nativeCargo } from '../../scripts/lib/cargo-native.mjs';
import { capture } from '../../scripts/lib/run.mjs';

const wanted = [
  'gloo-net',
  'js-sys',
  'serde',
  'serde-wasm-bindgen',
  'thiserror',
  'wasm-bindgen',
  'wasm-bindgen-futures',
];

/** The crate's direct dependencies in WebAssembly, of one kind; `depth` reaches further. */
function tree(edges, depth, ...options) {
  const args = ['tree', '-p', 'workfront-actions', '--target', 'wasm32-unknown-unknown', ...locked];
  const shown = ['--edges', edges, '--prefix', 'none', '--format', '{p}', '--depth', depth];
  const lines = capture(nativeCargo(), [...args, ...shown, ...options]);
  assert.ok(lines, 'cargo tree failed');
  return new Set(lines.split('\n').map((line) => line.split(' ')[0]));
}

test('by default the crate has its own transport', () => {
  const crates = tree('normal', '1');
  assert.deepEqual(
    wanted.filter((name) => !crates.has(name)),
    [],
  );
});

test('the npm build has all of them but gloo-net', () => {
  const crates = tree('normal', '1', '--no-default-features');
  assert.deepEqual(
    wanted.filter((name) => !crates.has(name)),
    ['gloo-net'],
  );
});

test('wasm-bindgen-test runs the tests', () => {
  assert.ok(tree('dev', '1').has('wasm-bindgen-test'));
});

test('only serde-wasm-bindgen serializes in the published build: there is no serde_json', () => {
  assert.ok(!tree('normal', '99', '--no-default-features').has('serde_json'));
});
