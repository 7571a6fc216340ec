import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  formatBar,
  violation,
  exceededBudgets,
  judge,
  formatFigure,
  formatNearBar,
} from '../../scripts/lib/budgets.mjs';
import { measure } from '../../scripts/lib/sizes.mjs';

test('only sizes with a budget are compared', () => {
  const size = { raw: 300, gzip: 200, brotli: 100 };
  assert.deepEqual(exceededBudgets({ name: 'x.wasm', budget: { raw: 300 }, size }), []);
  assert.deepEqual(exceededBudgets({ name: 'x.wasm', budget: { raw: 299, brotli: 100 }, size }), [
    'x.wasm has grown to 300 bytes (raw): its budget is 299.',
  ]);
  assert.deepEqual(
    exceededBudgets({ name: 'x.tgz', budget: { packed: 9 }, size: { packed: 10 } }),
    ['x.tgz has grown to 10 bytes (packed): its budget is 9.'],
  );
});

test('sizes are those of the bytes', () => {
  const size = measure(Buffer.alloc(10_000));
  assert.equal(size.raw, 10_000);
  assert.ok(size.brotli < size.gzip && size.gzip < 100);
});

test('the default limit is the bar', () => {
  assert.deepEqual(judge({ bar: 1.1 }, 1.1), { isMet: true, exceedsLimit: false });
  assert.deepEqual(judge({ bar: 1.1 }, 1.11), { isMet: false, exceedsLimit: true });
});

test('a limit allows a missed bar, up to the limit', () => {
  assert.deepEqual(judge({ bar: 1, limit: 2 }, 2), { isMet: false, exceedsLimit: false });
  assert.deepEqual(judge({ bar: 1, limit: 2 }, 2.01), { isMet: false, exceedsLimit: true });
  assert.deepEqual(judge({ bar: 1, limit: null }, 99), { isMet: false, exceedsLimit: false });
});

test('a strict bar is not met by itself', () => {
  assert.deepEqual(judge({ bar: 1, strict: true }, 1), { isMet: false, exceedsLimit: false });
  assert.deepEqual(judge({ bar: 1, strict: true, limit: 1.2 }, 0.99), {
    isMet: true,
    exceedsLimit: false,
  });
});

test('a figure without a bar must not exceed its limit, and is neither met nor missed', () => {
  assert.deepEqual(judge({ limit: 3 }, 2), { isMet: undefined, exceedsLimit: false });
  assert.deepEqual(judge({ limit: 3 }, 4), { isMet: undefined, exceedsLimit: true });
});

test('a figure must be a number', () => {
  for (const value of [NaN, Infinity, undefined, '1']) {
    assert.throws(() => judge({ bar: 1 }, value), /A figure must be a finite number/);
  }
});

test('figures are formatted with a sensible number of digits', () => {
  assert.equal(formatFigure(1.256), '1.26');
  assert.equal(formatFigure(45.25, 'KB'), '45.3 KB');
  assert.equal(formatFigure(330.4, 'KB'), '330 KB');
  assert.equal(formatFigure(0), '0');
  assert.equal(formatNearBar({ bar: 1.1 }, 1.104), '1.1040');
  assert.equal(formatNearBar({ bar: 1.1 }, 1.1), '1.1');
  assert.equal(formatBar({ bar: 1, strict: true }), '< 1');
  assert.equal(formatBar({ bar: 2.5, unit: 'ms' }), '≤ 2.5 ms');
  assert.equal(formatBar({ limit: 2 }), '');
  assert.equal(
    violation({ figure: 'x', bar: 1, limit: 1.2 }, 1.4),
    'x: must be at most 1.2, but is 1.4.',
  );
});

test('the bars of the budget are those that were agreed', () => {
  const { bars } = JSON.parse(readFileSync(new URL('../../budgets.json', import.meta.url), 'utf8'));
  const agreed = {
    ...{ 'wasm-brotli': 120, 'wasm-raw': 310, 'js-gzip': 16, tarball: 300, dependencies: 0 },
    ...{ 'page-host': 1.05, 'page-node': 0.97, 'page-peer': 1 },
    ...{ 'write-host': 1.25, 'write-node': 0.55, 'write-node-wall': 0.75, 'write-peer': 1 },
    ...{ 'create-host': 1.25, 'create-node': 0.55, 'create-node-wall': 0.75, 'create-peer': 1 },
    ...{ 'offboarding-20': 1.1, 'offboarding-100': 1.1, 'offboarding-requests': 1.05 },
    ...{ 'all-memory': 1.1, 'all-wasm': 2, 'start-node': 0.6, compile: 3.5 },
    ...{ 'filter-requests': 1, 'dry-run-growth': 1.11, 'create-instructions': 260 },
  };
  for (const [id, bar] of Object.entries(agreed)) assert.ok(bars[id].bar <= bar, id);
  for (const [id, { bar, limit = bar }] of Object.entries(bars)) {
    assert.ok(limit === null || typeof limit === 'number', `${id} holds nothing`);
    assert.ok(
      limit === null || bar === undefined || limit >= bar,
      `${id} has a limit below its bar`,
    );
  }
});
