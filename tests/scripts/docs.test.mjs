// The tests that the tables of docs/ name exist.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Each link of the form [`name of a test`](../file). */
const named = (page) => [...read(page).matchAll(/\[`([^`]+)`\]\(\.\.\/([^)]+)\)/g)];

for (const page of ['docs/traps.md', 'docs/guide-coverage.md']) {
  test(`every test that ${page} names exists`, () => {
    const links = named(page);
    assert.ok(links.length > 50, 'the table is read');
    for (const [, name, file] of links) {
      const declared = file.endsWith('.rs') ? `fn ${name}(` : `test('${name}'`;
      assert.ok(read(file).includes(declared), `${file}: ${name}`);
    }
  });

  test(`every row of ${page} names a test`, () => {
    const rows = read(page)
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^\| (---|#|behaviour)/.test(line));
    for (const row of rows) assert.match(row, /\]\(\.\.\//, row);
  });
}

test('every source that docs/workfront-facts.md cites has an address, and each is cited', () => {
  const text = read('docs/workfront-facts.md').replaceAll(/`[^`\n]*`/g, '');
  const cited = [...text.matchAll(/\[([a-z][a-z0-9-]*)\](?![:(])/g)].map(([, label]) => label);
  const defined = [...text.matchAll(/^\[([^\]]+)\]: https:\/\//gm)].map(([, label]) => label);
  assert.ok(defined.length > 50, 'the addresses are read');
  assert.deepEqual([...new Set(cited)].sort(), defined.sort());
});

test('docs/traps.md has all 57 traps', () => {
  const numbers = [...read('docs/traps.md').matchAll(/^\| (\d+) \|/gm)].map(([, n]) => Number(n));
  assert.deepEqual(
    numbers,
    Array.from({ length: 57 }, (_, index) => index + 1),
  );
});
