import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instanceSource } from '../../scripts/lib/instance.mjs';

const glue = (lines = '') => `/* @ts-self-types="./x.d.ts" */
${lines}
export function answer() {
    return wasm.answer();
}
function __wbg_get_imports() {
    return {};
}
let wasm;
function __wbg_finalize_init(instance, module) {
    wasm = instance.exports;
}
async function __wbg_load(module, imports) {}
export { initSync, __wbg_init as default };
`;

// (module (global $n (mut i32) (i32.const 0))
//   (func (export "answer") (result i32) global.get $n; i32.const 1; i32.add; global.set $n; global.get $n))
const counter = new WebAssembly.Module(
  new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 6, 6, 1, 127, 1, 65, 0, 11, 7,
    10, 1, 6, 97, 110, 115, 119, 101, 114, 0, 0, 10, 13, 1, 11, 0, 35, 0, 65, 1, 106, 36, 0, 35, 0,
    11,
  ]),
);

const load = (source) => import(`data:text/javascript,${encodeURIComponent(source)}`);

test('instances share nothing', async () => {
  const { createInstance } = await load(instanceSource(glue()));
  const first = createInstance(counter);
  const second = createInstance(counter);
  assert.deepEqual([first.answer(), first.answer(), second.answer()], [1, 2, 1]);
});

test('what is thrown in a microtask of the glue goes to onTrap', async () => {
  const source = instanceSource(
    glue('export function fail() { queueMicrotask(() => { throw new Error("trap"); }); }'),
  );
  const { createInstance } = await load(source);
  const trapped = new Promise((resolve) => createInstance(counter, resolve).fail());
  assert.equal((await trapped).message, 'trap');
});

test('what an import throws is kept for the module', async () => {
  const source = instanceSource(
    glue(`
const kept = [];
const addHeapObject = (error) => error;
function handleError() { throw new Error('costs too much'); wasm.__wbindgen_exn_store(0); }
const imports = {
    divide: function() { return handleError(function (arg0, arg1) {
        if (arg1 === 0) throw 'by zero';
        return arg0 / arg1;
    }, arguments); },
};
export function divide(a, b) {
    wasm = { __wbindgen_exn_store: (error) => kept.push(error) };
    return [imports.divide(a, b), kept];
}`),
  );
  const { createInstance } = await load(source);
  assert.deepEqual(createInstance(counter).divide(6, 2), [3, []]);
  assert.deepEqual(createInstance(counter).divide(6, 0), [undefined, ['by zero']]);
});

test('glue of another shape is refused, with the line that is new', () => {
  assert.throws(
    () => instanceSource(glue("import { x } from './snippets/x.js';")),
    /import \{ x \} from/,
  );
  assert.throws(() => instanceSource('export function answer() {}'), /loads the module/);
});
