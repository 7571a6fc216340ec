// Remembers what a build was made from and what it made, so that an unchanged one is skipped.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hashOf } from './hash.mjs';
import { root, stamps } from './paths.mjs';

const fileOf = (name) => join(stamps, `${name.replaceAll(' ', '-')}.json`);

/** Whether `name` was built from `inputs`, and what it built is still there as it was. */
export function isFresh(name, inputs) {
  if (!existsSync(fileOf(name))) return false;
  const stamp = JSON.parse(readFileSync(fileOf(name), 'utf8'));
  return stamp.inputs === inputs && stamp.outputs === hashOf(stamp.files);
}

export function writeStamp(name, inputs, outputFiles) {
  const files = outputFiles.map((file) => relative(root, file));
  mkdirSync(stamps, { recursive: true });
  writeFileSync(fileOf(name), JSON.stringify({ inputs, outputs: hashOf(files), files }, null, 1));
}
