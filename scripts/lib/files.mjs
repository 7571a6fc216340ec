// Lists files in a stable order.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file itself, or all files below a folder; an empty array if it doesn't exist. */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
