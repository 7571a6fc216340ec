// The checks of the soak, with figures that no short run has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAll } from './checks.mjs';

const sample = { heap: 10e6, external: 4e6, pages: 3, instance: 1, listeners: 0 };
const good = {
  ...{ calls: 10, settled: 10, wrong: [], uncaught: [], differences: [], refusedTokens: 0 },
  ...{ signals: 0, plugins: 0, instancesAlive: 1, connections: 0, resources: [] },
  samples: Array(15).fill(sample),
};
const refused = (more) =>
  checkAll({ ...good, ...more })
    .filter(({ problem }) => problem !== undefined)
    .map(({ name, problem }) => `${name}: ${problem}`);
const samples = (change) => ({
  samples: good.samples.map((one, at) => ({ ...one, ...change(at) })),
});

test('a run without a leak passes', () => {
  assert.deepEqual(refused({}), []);
});

test('each figure is refused', () => {
  for (const [more, problem] of [
    [{ settled: 9 }, /every call has settled: 1 of 10/],
    [{ wrong: ['get: TypeError'] }, /each outcome .* get: TypeError/],
    [{ uncaught: ['warning: x'] }, /no warning: warning: x/],
    [{ refusedTokens: 2 }, /no replaced refresh token was used: 2/],
    [{ instancesAlive: 2 }, /broken instances are collected: 2/],
    [{ calls: 2_000, settled: 2_000, done: { get: 1 }, struck: 1 }, /complete: none of: search,/],
  ]) {
    const [only, ...others] = refused(more);
    assert.match(only, problem);
    assert.deepEqual(others, []);
  }
});

test('the warm-up may need memory; what grows later is refused', () => {
  assert.deepEqual(refused(samples((at) => ({ heap: at < 5 ? 10e6 : 14e6 }))), []);
  assert.match(refused(samples((at) => ({ heap: 10e6 + at * 3e5 })))[0], /grew by 1.43 MiB/);
  assert.match(
    refused(samples((at) => ({ external: at < 11 ? 4e6 : 6e6 })))[0],
    /grew by 1.91 MiB/,
  );
});

test('the pages of one instance may not grow; another instance may have others', () => {
  assert.deepEqual(refused(samples((at) => ({ instance: at, pages: 3 + at }))), []);
  assert.match(refused(samples((at) => ({ pages: 3 + at })))[0], /grew by 3 pages/);
});
