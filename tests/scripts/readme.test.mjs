// README.md: its first example runs and has the right types, its links lead somewhere, its tables are generated.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { linksOf } from '../../scripts/lib/links/markdown.mjs';
import { inRoot, root } from '../../scripts/lib/paths.mjs';
import { fileUrl } from '../../scripts/lib/project.mjs';
import { writeReadmes } from '../../scripts/lib/readme/index.mjs';
import { definitionsFor } from '../../scripts/lib/readme/links.mjs';
import { fillSections, table } from '../../scripts/lib/readme/sections.mjs';
import { firstSentence } from '../../scripts/lib/readme/tables.mjs';
import { packedFiles } from '../../scripts/lib/tarball.mjs';

const readme = readFileSync(inRoot('README.md'), 'utf8');
const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);
const node = (args) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

/** Runs `body` with a file of this text, which can import the package by its name. */
function withFile(name, text, body) {
  // Below the package, so that its name resolves to it.
  const folder = mkdtempSync(inRoot('tests', 'scripts', 'readme-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, text);
    return body(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code);
const [first, ...others] = examples;

test('the first example has at most a dozen lines, and deactivates the leavers of the sandbox', () => {
  assert.ok(first.trim().split('\n').length <= 12, first);
  const { stdout, stderr, status } = withFile('first.mjs', first, (file) => node([file]));
  assert.equal(status, 0, stderr);
  const lines = stdout.trim().split('\n');
  assert.ok(lines.length > 5, stdout);
  for (const line of lines) assert.match(line, /^\S.* true → false$/);
});

for (const { name, flags } of [
  { name: 'a browser or an edge runtime', flags: ['--lib', 'es2023,dom', '--types', ''] },
  { name: 'Node', flags: ['--lib', 'es2023', '--types', 'node'] },
]) {
  test(`the first example compiles in strict TypeScript with the types of ${name}`, () => {
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const module = ['--target', 'es2022', '--module', 'nodenext', '--moduleResolution', 'nodenext'];
    const compile = (text) =>
      withFile('first.mts', text, (file) =>
        node([tsc, '--ignoreConfig', '--noEmit', ...strict, ...module, ...flags, file]),
      );
    const { status, stdout } = compile(first);
    assert.equal(status, 0, stdout);
    // A property that users don't have: the types are really read.
    assert.notEqual(compile(first.replace('before.isActive', 'before.isActve')).status, 0);
  });
}

test('every other example is valid JavaScript', () => {
  assert.ok(others.length >= 3);
  for (const code of others) {
    const { status, stderr } = withFile('example.mjs', code, (file) => node(['--check', file]));
    assert.equal(status, 0, stderr);
  }
});

test('every relative link is to a file of the packed package', () => {
  const packed = packedFiles();
  const links = linksOf(readme).map(({ target }) => target);
  const absolute = links.filter((target) => target.includes('://'));
  const relative = links.filter((target) => !target.includes('://') && !target.startsWith('#'));
  assert.ok(relative.length >= 3);
  for (const target of relative) assert.ok(packed.includes(target), target);
  // `npm run check` looks for their files and headings.
  assert.ok(absolute.length > 10);
  for (const target of absolute) assert.ok(target.startsWith(fileUrl('')), target);
});

test('the READMEs are as they are generated from the manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  try {
    copyFileSync(inRoot('manifest.json'), join(folder, 'manifest.json'));
    writeReadmes(folder);
    assert.equal(readFileSync(join(folder, 'README.md'), 'utf8'), readme);
    // Another manifest makes another table.
    const manifest = readFileSync(inRoot('manifest.json'), 'utf8');
    writeFileSync(join(folder, 'manifest.json'), manifest.replaceAll('"concurrency"', '"atOnce"'));
    writeReadmes(folder);
    assert.match(readFileSync(join(folder, 'README.md'), 'utf8'), /^\| `atOnce` \|/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a section is replaced, and nothing else', () => {
  const text = 'a\n<!-- generated: x -->\nold\n<!-- /generated -->\nb\n';
  const filled = 'a\n<!-- generated: x -->\nnew\n<!-- /generated -->\nb\n';
  assert.equal(fillSections(text, { x: () => 'new' }, 'file'), filled);
});

test('a section without an end or a generator is an error', () => {
  const makers = { x: () => 'new' };
  const open = '<!-- generated: x -->\nold\n';
  assert.throws(() => fillSections(open, makers, 'file'), /file: a section has no end/);
  const unknown = '<!-- generated: y -->\n<!-- /generated -->';
  assert.throws(() => fillSections(unknown, makers, 'file'), /no generated section called y/);
});

test('a reference to a missing file is an error', () => {
  const link = `[docs/events.md]: ${fileUrl('docs/events.md')}`;
  assert.equal(
    definitionsFor('see [events][docs/events.md], [again][docs/events.md]', 'file'),
    link,
  );
  assert.throws(() => definitionsFor('[x][src/nothing.rs]', 'file'), /src\/nothing\.rs/);
});

test('cells are escaped, and a sentence ends before a capital letter', () => {
  assert.equal(table(['a'], [['x | y']]), '| a |\n| --- |\n| x \\| y |');
  assert.equal(firstSentence('Uses v18.0 of e.g. this. Then more.'), 'Uses v18.0 of e.g. this.');
});
