import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodedOnce } from '../../scripts/lib/decode-once.mjs';
import { staticData } from '../../scripts/lib/static-data.mjs';

const glue = `
function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(memory.subarray(ptr, ptr + len));
}`;

/** The glue's function over a memory of this text, and how often it decoded. */
function over(text, data) {
  const memory = new TextEncoder().encode(text);
  let count = 0;
  const decodeText = (bytes) => {
    count += 1;
    return new TextDecoder().decode(bytes);
  };
  const make = new Function(
    'memory',
    'decodeText',
    `${decodedOnce(glue, data)}\nreturn getStringFromWasm0;`,
  );
  return { read: make(memory, decodeText), memory, counted: () => count };
}

test('a text of static data is decoded once', () => {
  const { read, counted } = over('namefield', { from: 0, to: 9 });
  assert.deepEqual(
    [read(0, 4), read(4, 5), read(0, 4), read(4, 5)],
    ['name', 'field', 'name', 'field'],
  );
  assert.equal(counted(), 2);
});

test('texts that begin at the same place are told apart', () => {
  const { read } = over('homeGroupID', { from: 0, to: 11 });
  assert.deepEqual(
    [read(0, 9), read(0, 11), read(0, 9), read(0, 0)],
    ['homeGroup', 'homeGroupID', 'homeGroup', ''],
  );
});

test('what is no ASCII is still what it is', () => {
  const { read } = over('äöü', { from: 0, to: 6 });
  assert.deepEqual([read(0, 6), read(0, 6), read(0, 2), read(2, 4)], ['äöü', 'äöü', 'ä', 'öü']);
});

test('what lies elsewhere may change', () => {
  const { read, memory } = over('abcd', { from: 0, to: 2 });
  assert.equal(read(2, 2), 'cd');
  memory.set([120], 2);
  assert.equal(read(2, 2), 'xd');
});

test('glue of another shape is refused', () => {
  assert.throws(() => decodedOnce('function getString() {}', { from: 0, to: 1 }), /another way/);
});

// (module (memory 1) (data (i32.const 1024) "ab") (data (i32.const 70000) "cde"))
const segments = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 2],
  ...[11, 19, 2, 0, 65, 128, 8, 11, 2, 97, 98, 0, 65, 240, 162, 4, 11, 3, 99, 100, 101],
]);

test('static data reaches from the first segment to the end of the last', () => {
  assert.ok(WebAssembly.validate(segments));
  assert.deepEqual(staticData(segments), { from: 1024, to: 70_003 });
});

test('a module without data, or with data of another kind, is refused', () => {
  assert.throws(() => staticData(segments.subarray(0, 13)), /no data section/);
  const passive = new Uint8Array([...segments.subarray(0, 13), 11, 5, 1, 1, 2, 97, 98]);
  assert.throws(() => staticData(passive), /does not know/);
});
