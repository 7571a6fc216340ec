// `npm run check`: every page, file and heading that is linked in a page or a comment exists.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { repository } from '../project.mjs';
import { brokenLinks } from './broken.mjs';

/** Folders with built or downloaded files. */
const OTHERS = new Set(['.git', '.tools', 'dist', 'node_modules', 'pkg', 'target']);
const WRITTEN = /\.(md|rs|[cm]?[jt]s|html|toml|sh)$|\/\.ci\/run$/;

/** @throws {Problem} listing each broken link */
export function checkLinks() {
  const broken = brokenLinks(root, writtenFiles('.'), repository);
  if (broken.length > 0) throw new Problem(`These links are broken:\n${broken.join('\n')}`);
}

function writtenFiles(folder) {
  return readdirSync(inRoot(folder))
    .sort()
    .filter((name) => !OTHERS.has(name))
    .map((name) => join(folder, name))
    .flatMap((path) => {
      if (statSync(inRoot(path)).isDirectory()) return writtenFiles(path);
      return WRITTEN.test(`/${path}`) ? [path] : [];
    });
}
