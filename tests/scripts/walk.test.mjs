import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSamples, samplesOf, sections } from '../../scripts/lib/walk/samples.mjs';
import { applySample } from '../../scripts/lib/walk/tree.mjs';

const sample = `## Add an action

1. A new file, in a list:

   \`\`\`rust src/x.rs
   fn x() {
       y();
   }
   \`\`\`

2. A line:

   \`\`\`rust src/mod.rs after="a::A,"
   x::X,
   \`\`\`

\`\`\`rust
let only = "shown";
\`\`\`
`;

test('a block that names a file is a sample, without the indent of its list', () => {
  assert.deepEqual(samplesOf(sample), [
    { section: 'Add an action', path: 'src/x.rs', text: 'fn x() {\n    y();\n}\n' },
    { section: 'Add an action', path: 'src/mod.rs', after: 'a::A,', text: 'x::X,\n' },
  ]);
});

test('CONTRIBUTING.md has a file and a line in each section', () => {
  const samples = readSamples();
  for (const section of sections) {
    assert.ok(samples.some((one) => one.section === section && one.after === undefined));
  }
  assert.throws(() => readSamples(sample), /"Add a credential kind", has no sample/);
});

test('a line is added with the indent of the line above', (t) => {
  const folder = temporary(t);
  writeFileSync(join(folder, 'mod.rs'), 'all! {\n    a::A,\n}\n');
  applySample({ path: 'mod.rs', after: 'a::A,', text: 'x::X,\n' }, folder);
  assert.equal(readFileSync(join(folder, 'mod.rs'), 'utf8'), 'all! {\n    a::A,\n    x::X,\n}\n');
});

test('a sample that does not fit the tree is an error', (t) => {
  const folder = temporary(t);
  writeFileSync(join(folder, 'mod.rs'), 'a::A,\n');
  for (const [wrong, message] of [
    [{ path: '../outside.rs' }, /outside/],
    [{ path: 'mod.rs' }, /not a new file/],
    [{ path: 'mod.rs', after: 'no such line' }, /no line/],
    [{ path: 'mod.rs', after: 'a::A,', text: 'two\nlines\n' }, /one line/],
  ]) {
    assert.throws(() => applySample({ text: 'x::X,\n', ...wrong }, folder), message);
  }
});

function temporary(t) {
  const folder = mkdtempSync(join(tmpdir(), 'walk-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}
