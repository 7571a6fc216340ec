// `npm run check`: every page, file and heading that a page or a comment links exists.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { repository } from '../project.mjs';
import { brokenLinks } from './broken.mjs';

/** Folders of what is built or fetched. */
const OTHERS = new Set(['.git', '.tools', 'dist', 'node_modules', 'pkg', 'target']);
const WRITTEN = /\.(md|rs|[cm]?[jt]s|html|toml|sh)$|\/\.ci\/run$/;

/** @throws {Problem} that names each link that leads nowhere */
export function checkLinks() {
  const broken = brokenLinks(root, writtenFiles('.'), repository);
  if (broken.length > 0) throw new Problem(`These links lead nowhere:\n${broken.join('\n')}`);
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
