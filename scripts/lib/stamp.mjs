// Records the inputs and outputs of a build, so that an unchanged build is skipped.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hashOf } from './hash.mjs';
import { inRoot, root, stamps } from './paths.mjs';

const fileOf = (name) => join(stamps, `${name.replaceAll(' ', '-')}.json`);

/** Whether `name` was built from these inputs, and its outputs are unchanged. */
export function isFresh(name, inputs) {
  if (!existsSync(fileOf(name))) return false;
  const stamp = JSON.parse(readFileSync(fileOf(name), 'utf8'));
  return stamp.inputs === inputs && stamp.outputs === hashOf(stamp.files);
}

/** Records a build. Deletes files of the build before that are no longer outputs, because they would be published. */
export function writeStamp(name, inputs, outputFiles) {
  const files = outputFiles.map((file) => relative(root, file));
  mkdirSync(stamps, { recursive: true });
  const before = existsSync(fileOf(name))
    ? JSON.parse(readFileSync(fileOf(name), 'utf8')).files
    : [];
  for (const file of before) if (!files.includes(file)) rmSync(inRoot(file), { force: true });
  writeFileSync(fileOf(name), JSON.stringify({ inputs, outputs: hashOf(files), files }, null, 1));
}
