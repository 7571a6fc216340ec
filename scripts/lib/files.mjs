// Finding files, in a stable order.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file itself, or every file below a folder; nothing if it isn't there. */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
