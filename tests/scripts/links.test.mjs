// The check of links: each broken link is added to a small tree, and must be reported.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { brokenLinks } from '../../scripts/lib/links/broken.mjs';
import { anchorsOf } from '../../scripts/lib/links/markdown.mjs';
import { checkLinks } from '../../scripts/lib/links/check.mjs';

// Put together here, or the check would find them in this file.
const page = (name) => `docs/${name}.md`;
const REPOSITORY = 'https://github.com/someone/something';
const TREE = {
  [page('facts')]: '# Facts\n\n## Paging\n\n### `Retry-After`\n\n```\n## Not a heading\n```\n',
  [page('other')]: '[facts](facts.md#paging), [source][s], `[no](link.md)`\n\n[s]: ../src/lib.rs\n',
  'README.md': `[docs](${page('other')}) <img src="form.png"> [web](https://example.com/x.md)\n`,
  'form.png': '',
  'src/lib.rs': `//! Pages (${page('facts')}#paging), waits (${page('facts')}#retry-after).\n`,
};

/** What the check says of the tree with these files in place of its own. */
function brokenWith(planted) {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  const files = Object.entries({ ...TREE, ...planted });
  try {
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const names = files.map(([file]) => file);
    return brokenLinks(folder, names, REPOSITORY);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a tree without broken links passes', () => {
  assert.deepEqual(brokenWith({}), []);
});

for (const [name, file, text, expected] of [
  [
    'a page that is missing, in a comment',
    'src/lib.rs',
    `//! One.\n//! Two (${page('none')}).`,
    `src/lib.rs:2: ${page('none')}: there is no such file`,
  ],
  [
    'a heading that is missing, in a comment',
    'src/lib.rs',
    `/// Waits (${page('facts')}#retry).`,
    `src/lib.rs:1: ${page('facts')}#retry: there is no such heading`,
  ],
  [
    'a heading inside a fenced block',
    'js/index.d.ts',
    `/** See ${page('facts')}#not-a-heading. */`,
    `js/index.d.ts:1: ${page('facts')}#not-a-heading: there is no such heading`,
  ],
  [
    'a file that is missing, in a page',
    page('other'),
    '\n[gone](../src/gone.rs)',
    `${page('other')}:2: ../src/gone.rs: there is no such file`,
  ],
  [
    'a heading that is missing, in the same page',
    page('other'),
    '# Other\n\n[gone](#gone)',
    `${page('other')}:3: #gone: there is no such heading`,
  ],
  [
    'an address that is missing, in a reference',
    'README.md',
    'See [it].\n\n[it]: docs/gone/',
    'README.md:3: docs/gone/: there is no such file',
  ],
  [
    'an image that is missing, in HTML',
    'README.md',
    '<img alt="" src="gone.svg">',
    'README.md:1: gone.svg: there is no such file',
  ],
  [
    "a heading that is missing, by the repository's address",
    'js/help.mjs',
    `'${REPOSITORY}/blob/main/${page('facts')}#gone'`,
    `js/help.mjs:1: ${page('facts')}#gone: there is no such heading`,
  ],
  [
    'a file outside of the repository',
    'README.md',
    '[up](../x.md)',
    'README.md:1: ../x.md: is outside of the repository',
  ],
  [
    'a section by its number',
    'src/lib.rs',
    `//! Pages (facts, ${'section'} 4.2).`,
    `src/lib.rs:1: facts, ${'section'} 4: link the heading instead (docs/workfront-facts.md#…)`,
  ],
  [
    'a section by its number, in other words',
    'src/lib.rs',
    `//! The facts' ${'sections'} 6.1 and 6.2.`,
    `src/lib.rs:1: facts' ${'sections'} 6: link the heading instead (docs/workfront-facts.md#…)`,
  ],
]) {
  test(`reported: ${name}`, () => {
    assert.deepEqual(brokenWith({ [file]: text }), [expected]);
  });
}

test('links to other repositories are not checked', () => {
  const text = `// https://github.com/other/other/blob/main/${page('none')}#none`;
  assert.deepEqual(brokenWith({ 'src/lib.rs': text }), []);
});

test('anchors are those of GitHub', () => {
  const text =
    '# E-mail & username\n## `POST /batch`\n## [Paging](x.md) (2,000)\n## Paging\n## Paging';
  assert.deepEqual(
    [...anchorsOf(text)],
    ['e-mail--username', 'post-batch', 'paging-2000', 'paging', 'paging-1'],
  );
});

test('this repository has no broken links', () => {
  assert.doesNotThrow(checkLinks);
});
