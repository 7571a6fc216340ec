// Writes the generated parts of the READMEs and of docs/calls.md.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../paths.mjs';
import { definitionsFor } from './links.mjs';
import { fillSections } from './sections.mjs';
import { tablesOf } from './tables.mjs';

/** Writes the README of the package and of each adapter, and docs/calls.md, below `folder`, which has manifest.json. */
export function writeReadmes(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const tables = tablesOf(manifest);
  for (const file of [...readmes(), 'docs/calls.md']) {
    const text = readFileSync(inRoot(file), 'utf8');
    const makers = { ...tables, links: () => definitionsFor(text, file) };
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fillSections(text, makers, file));
  }
}

const readmes = () =>
  ['', ...readdirSync(inRoot('adapters')).map((name) => `adapters/${name}/`)]
    .map((folder) => `${folder}README.md`)
    .filter((file) => existsSync(inRoot(file)))
    .concat('docs/calls.md');
