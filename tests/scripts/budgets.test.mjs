import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crossed } from '../../scripts/lib/budgets.mjs';
import { measure } from '../../scripts/lib/sizes.mjs';

test('only what has a budget is compared with one', () => {
  const size = { raw: 300, gzip: 200, brotli: 100 };
  assert.deepEqual(crossed({ name: 'x.wasm', budget: { raw: 300 }, size }), []);
  assert.deepEqual(crossed({ name: 'x.wasm', budget: { raw: 299, brotli: 100 }, size }), [
    'x.wasm has grown to 300 bytes (raw): its budget is 299.',
  ]);
  assert.deepEqual(crossed({ name: 'x.tgz', budget: { packed: 9 }, size: { packed: 10 } }), [
    'x.tgz has grown to 10 bytes (packed): its budget is 9.',
  ]);
});

test('sizes are those of the bytes', () => {
  const size = measure(Buffer.alloc(10_000));
  assert.equal(size.raw, 10_000);
  assert.ok(size.brotli < size.gzip && size.gzip < 100);
});
