import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { instanceSource } from '../../scripts/lib/instance.mjs';

/** The shape of wasm-bindgen's glue for bundlers. */
const glue = (lines = '') => `
export function count() {
    return wasm.count();
}
export function __wbg_start(value) {
    return value + 1;
}
${lines}
let wasm;
export function __wbg_set_wasm(val) {
    wasm = val;
}
`;

// (module (import "./counter_bg.js" "__wbg_start" (func $start (param i32) (result i32)))
//   (global $n (mut i32) (i32.const 0))
//   (func (export "count") (result i32) global.get $n; i32.const 1; i32.add; global.set $n; global.get $n)
//   (func (export "__wbindgen_start") i32.const 6; call $start; global.set $n))
const bytes = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 13, 3, 96, 1, 127, 1, 127, 96, 0, 1, 127, 96, 0, 0],
  ...[2, 31, 1, 15, ...Buffer.from('./counter_bg.js'), 11, ...Buffer.from('__wbg_start'), 0, 0],
  ...[3, 3, 2, 1, 2],
  ...[6, 6, 1, 127, 1, 65, 0, 11],
  ...[7, 28, 2, 5, ...Buffer.from('count'), 0, 1, 16, ...Buffer.from('__wbindgen_start'), 0, 2],
  ...[10, 22, 2, 11, 0, 35, 0, 65, 1, 106, 36, 0, 35, 0, 11, 8, 0, 65, 6, 16, 0, 36, 0, 11],
]);
const counter = new WebAssembly.Module(bytes);

async function load(source) {
  const url = `data:text/javascript,${encodeURIComponent(instanceSource(source, 'counter'))}`;
  return (await import(url)).createInstance;
}

test('instances are started, and share nothing', async () => {
  const createInstance = await load(glue());
  const first = createInstance(counter);
  const second = createInstance(counter);
  assert.deepEqual([first.count(), first.count(), second.count()], [8, 9, 8]);
});

test('a module of another realm works', async () => {
  const createInstance = await load(glue());
  const other = runInContext('new WebAssembly.Module(bytes)', createContext({ bytes }));
  assert.equal(other instanceof WebAssembly.Module, false);
  assert.equal(createInstance(other).count(), 8);
});

test('an error in a microtask of the glue goes to onTrap', async () => {
  const createInstance = await load(
    glue('export function fail() { queueMicrotask(() => { throw new Error("trap"); }); }'),
  );
  const trapped = new Promise((resolve) => createInstance(counter, resolve).fail());
  assert.equal((await trapped).message, 'trap');
});
