// A caller's data becomes a plain copy, or an error with the path.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { copyPlain } from '../../js/core/plain-data.mjs';

const read = (value) => copyPlain(value, 'input', { prefix: false });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const throwing = (message = 'not loaded') => ({
  get title() {
    throw new Error(message);
  },
});
const nothing = () => undefined;
const cyclic = { list: [{}] };
cyclic.list[0].self = cyclic;
let deep = {};
for (let level = 0; level < 5_000; level += 1) deep = { deep };

test('data is copied as JSON.stringify would write it', () => {
  const value = {
    text: 'a\ud800',
    zero: -0,
    none: null,
    nested: [{ deep: [1, [true]] }],
    absent: undefined,
    date: new Date(0),
    url: new URL('https://example.com/'),
    bare: Object.assign(Object.create(null), { a: 1 }),
    instance: new (class Person {
      name = 'Jane';
    })(),
    foreign: runInNewContext('({ list: [1], date: new Date(0) })'),
    ['__proto__']: 1,
  };
  Object.defineProperty(value, '__proto__', { value: 'own', enumerable: true });
  const copy = read(value);
  assert.equal(JSON.stringify(copy), JSON.stringify(value));
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  assert.ok(!('absent' in copy));
  value.nested[0].deep.push(2);
  assert.deepEqual(copy.nested, [{ deep: [1, [true]] }]);
  for (const value of [undefined, null, 'text', 1, true]) assert.equal(read(value), value);
});

test('a well-behaved proxy is read once', () => {
  const reads = [];
  const target = { a: 1, b: { c: 2 } };
  const proxy = new Proxy(target, {
    get(from, name) {
      if (typeof name === 'string') reads.push(name);
      return from[name];
    },
  });
  assert.deepEqual(read(proxy), target);
  assert.deepEqual(reads, ['toJSON', 'a', 'b']);
});

for (const [name, value, path, problem] of [
  ['NaN', { changes: { fte: NaN } }, 'changes.fte', /finite/],
  ['Infinity', [{ body: -Infinity }], '[0].body', /finite/],
  ['a function', { a: { b() {} } }, 'a.b', /function/],
  ['a class', { a: class {} }, 'a', /function/],
  ['a symbol', { a: [Symbol('x')] }, 'a[0]', /symbol/],
  ['a BigInt', { a: 10n }, 'a', /bigint/],
  ['a BigInt alone', 10n, 'input', /bigint/],
  ['a symbol alone', Symbol('x'), 'input', /symbol/],
  ['what contains itself', cyclic, 'list[0].self', /itself/],
  ['a value that is too deep', deep, null, /nested deeper/],
  ['undefined in an array', { a: ['x', undefined] }, 'a[1]', /undefined/],
  ['a hole', { a: [, 1] }, 'a[0]', /undefined/], // eslint-disable-line no-sparse-arrays
  ['a Map', { a: new Map([['b', 1]]) }, 'a', /plain object.*Map/],
  ['a Set', { a: new Set() }, 'a', /Set/],
  ['a promise', { a: Promise.resolve() }, 'a', /Promise/],
  ['an Error', { a: new Error('x') }, 'a', /Error/],
  ['bytes', { a: new Uint8Array(2) }, 'a', /Uint8Array/],
  ['a class with getters alone', { a: new (class { get b() { return 1; } })() }, 'a', /of its own/], // prettier-ignore
  ['inherited fields alone', { a: Object.create({ b: 1 }) }, 'a', /of its own/],
  ['an invalid date', { a: new Date(NaN) }, 'a', /Date/],
  ['a getter that throws', { changes: throwing() }, 'changes.title', /can't be read: not loaded/],
  ['a getter that throws nothing', { get a() { throw nothing(); } }, 'a', /can't be read/], // prettier-ignore
  ['a getter that throws what can’t be read', { get a() { throw revoked(); } }, 'a', /can't be read/], // prettier-ignore
  ['a toJSON that throws', { a: { toJSON() { throw new Error('no'); } } }, 'a', /: no/], // prettier-ignore
  ['a revoked proxy', { a: [revoked()] }, 'a[0]', /can't be read/],
  ['a revoked proxy alone', revoked(), 'input', /can't be read/],
  ['a proxy that hides its keys', { a: new Proxy({}, { ownKeys() { throw new Error('no'); } }) }, 'a', /: no/], // prettier-ignore
  [
    'a text of 20 MB',
    { a: 'x'.repeat(20_000_000) },
    'a',
    /at most 16777216 characters but has 20000000/,
  ],
]) {
  test(`${name} is refused with its path`, () => {
    assert.throws(
      () => read(value),
      (error) => {
        assert.equal(error.name, 'WorkfrontError');
        assert.equal(error.kind, 'validation');
        assert.match(error.message, problem);
        if (path) assert.deepEqual(error.fields, [path]);
        assert.ok(error.message.length < 2_000);
        return true;
      },
    );
  });
}

test('all problems are reported at once, up to a limit', () => {
  assert.throws(() => read({ a: NaN, b: { c: 1n } }), {
    fields: ['a', 'b.c'],
    message: /^2 problems: a: .*; b\.c: /,
  });
  const many = Array.from({ length: 100_000 }, () => NaN);
  assert.throws(() => read(many), ({ fields, message }) => fields.length === 10 && /and more$/.test(message)); // prettier-ignore
  const claims = new Proxy([], { get: (_, name) => (name === 'length' ? 2 ** 32 : undefined) });
  assert.throws(() => read(claims), { kind: 'validation' });
});

test('the error of a getter is the cause', () => {
  const cause = new Error('x');
  const value = { get a() { throw cause; } }; // prettier-ignore
  assert.throws(() => read(value), { cause });
});
