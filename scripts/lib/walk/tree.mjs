// A copy of this tree in target/walk/, to which samples are applied.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesUnder } from '../files.mjs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { capture } from '../run.mjs';

export const tree = inRoot('target', 'walk');
export const inTree = (...parts) => join(tree, ...parts);

// Linked to this tree, because installing and compiling them again would take minutes.
const shared = ['node_modules', '.tools', 'target/wasm'];
// Cargo derives the names of crates it builds from paths inside the workspace, so two copies that share a target folder would
// use each other's crates. A different level of debug information gives the crates of the copy other names; dependencies stay
// shared. Cargo reads this file only for the copy, because only the copy is below target/.
const cargoConfig = inRoot('target', '.cargo', 'config.toml');
const crates = ['actions', 'sandbox', 'in-process', 'generate'].map((name) => `workfront-${name}`);
const profiles = ['dev', 'release'];

// Created by commands in the copy.
const created = ['node_modules', '.tools', 'target', 'pkg'];

/** Copies every file that git tracks or would add. Unchanged files keep their modification time, so that cargo compiles less. */
export function copyTree() {
  hashes.clear();
  const listed = capture('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  if (listed === null)
    throw new Problem('git ls-files failed: `npm run walk` needs a git checkout.');
  const files = listed.split('\0').filter((file) => file !== '' && existsSync(inRoot(file)));
  for (const file of files) {
    const [from, to] = [inRoot(file), inTree(file)];
    if (isSame(from, to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { dereference: true });
  }
  for (const file of files) hashes.set(file, hashAt(file));
  mkdirSync(dirname(cargoConfig), { recursive: true });
  writeFileSync(
    cargoConfig,
    profiles
      .flatMap((profile) =>
        crates.map((crate) => `[profile.${profile}.package.${crate}]\ndebug = 1\n`),
      )
      .join('\n'),
  );
  const known = new Set(files);
  for (const file of copiedFiles()) if (!known.has(file)) rmSync(inTree(file));
  for (const folder of shared) {
    mkdirSync(inRoot(folder), { recursive: true });
    mkdirSync(dirname(inTree(folder)), { recursive: true });
    if (!existsSync(inTree(folder))) symlinkSync(inRoot(folder), inTree(folder), 'dir');
  }
}

/** The files of the copy, without those that commands created there. */
function copiedFiles() {
  return readdirSync(tree)
    .filter((name) => !created.includes(name))
    .flatMap((name) => filesUnder(inTree(name)))
    .map((file) => relative(tree, file).replaceAll('\\', '/'));
}

/** The files that commands and samples have changed, added or removed since the copy. */
export function changedFiles() {
  const present = copiedFiles();
  const removed = [...hashes.keys()].filter((file) => !existsSync(inTree(file)));
  return [...removed, ...present.filter((file) => hashes.get(file) !== hashAt(file))];
}

const hashes = new Map();
const hashAt = (file) =>
  createHash('sha256')
    .update(readFileSync(inTree(file)))
    .digest('hex');

function isSame(a, b) {
  return existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));
}

/** Writes a new file, or adds a line to an existing file. */
export function applySample({ path, after, text }, folder = tree) {
  const file = join(folder, path);
  if (relative(folder, file).startsWith('..')) throw new Problem(`${path} is outside of the tree.`);
  if (after === undefined) {
    if (existsSync(file)) throw new Problem(`${path} of CONTRIBUTING.md is not a new file.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex((line) => line.trim() === after);
  if (index < 0) throw new Problem(`${path} has no line "${after}", which CONTRIBUTING.md names.`);
  const [added, ...others] = text.trimEnd().split('\n');
  if (others.length > 0) throw new Problem(`${path}: the sample must be one line.`);
  const indent = /^ */.exec(lines[index])[0];
  lines.splice(index + 1, 0, indent + added.trim());
  writeFileSync(file, lines.join('\n'));
}
