import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withShortNames } from '../../scripts/lib/short-names.mjs';

const glue = `function answer() {
    return wasm.answer(wasm.memory);
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_463ac581: function() {
            return Date.now();
        },
        __wbg_dead: function() {},
    };
    return {
        __proto__: null,
        "./answer_bg.js": import0,
    };
}
`;
const told = (imports, exports) =>
  JSON.stringify({
    imports: imports.map(([long, short]) => ['./answer_bg.js', long, short]),
    exports,
  });
const exports = [
  ['answer', 'b'],
  ['memory', 'c'],
];

test('the glue gives and calls what the module names shortly', () => {
  const text = withShortNames(glue, told([['__wbg_now_463ac581', 'd']], exports));
  assert.match(text, /^ {8}d: function/m);
  assert.match(text, /^ {8}a: import0/m);
  assert.match(text, /wasm\.b\(wasm\.c\)/);
  assert.match(text, /^ {4}const import0/m);
});

test('glue that lacks what the module needs is refused, and so is a call of what it lacks', () => {
  assert.throws(() => withShortNames(glue, told([['__wbg_then', 'd']], exports)), /__wbg_then/);
  assert.throws(() => withShortNames(glue, told([], exports.slice(1))), /for: answer\./);
});
