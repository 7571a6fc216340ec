// Computes one hash of the contents of files and folders. Their paths are relative to the root of the repository.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { filesUnder } from './files.mjs';
import { inRoot, root } from './paths.mjs';

export function hashOf(paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of paths) {
    if (!existsSync(inRoot(path))) {
      hash.update(`\0missing ${path}`);
      continue;
    }
    for (const file of filesUnder(inRoot(path))) {
      hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}
