// A sample of the matrix: every scenario and every fault at least once. `npm run faults` runs all of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrix, sample } from './matrix.mjs';
import { runAll } from './pool.mjs';
import { unclaimed } from './written.mjs';

const size = 3000;

test('reports are true, whatever the network and the server do', async (t) => {
  const { cells, kinds } = await matrix();
  const results = await runAll(sample(cells, size), { kinds });
  const falsehoods = results.filter(({ verdict }) => verdict === 'false');
  const lines = falsehoods.map(({ cell, code, why }) => `${cell.name}: ${code}: ${why}`);
  t.diagnostic(`${results.length} of ${cells.length} cells`);
  assert.deepEqual(lines, []);
  assert.equal(unclaimed(), 0, 'a text with a secret was printed');
});
