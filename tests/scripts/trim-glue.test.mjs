import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trimmed } from '../../scripts/lib/trim-glue.mjs';

const growing = `function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === undefined) {
        return 1;
    }
    return 2;
}
`;

test('what engines have had for years isn’t made up for', () => {
  const glue = `if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
    };
}
const kept = typeof globalThis === 'undefined' ? undefined : globalThis;
`;
  assert.equal(trimmed(glue), 'const kept = globalThis;\n');
});

test('a function stays as long as it is called', () => {
  const glue = `function handleError(f, args) {
    try { f(); } catch (e) {
        wasm.na(e);
    }
}
`;
  assert.equal(trimmed(`${glue}const kept = 1;\n`), 'const kept = 1;\n');
  const called = `${glue}const a = () => { return handleError(f, args); };\n`;
  assert.equal(trimmed(called), called);
});

test('a branch stays as long as it can be taken', () => {
  const all = `${growing}passStringToWasm0(a, wasm.ka, wasm.la);\n`;
  assert.doesNotMatch(trimmed(all), /return 1/);
  assert.match(trimmed(all), /return 2/);
  const some = `${all}passStringToWasm0(a, wasm.ka);\n`;
  assert.equal(trimmed(some), some);
});

test('glue of another shape stays as it is', () => {
  const glue = 'let wasm;\nfunction __wbg_finalize_init(a, b, c) {}\n';
  assert.equal(trimmed(glue), glue);
});
