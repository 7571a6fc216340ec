import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { handWritten, page } from './page.mjs';

const old = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');

test('a new page keeps the sections that are written by hand', () => {
  const own = handWritten(old);
  assert.match(own, /^## \S/);
  const written = page([], old);
  assert.equal(handWritten(written), own);
  assert.equal(page([], written), written);
  assert.equal(handWritten(page([])), '');
});
