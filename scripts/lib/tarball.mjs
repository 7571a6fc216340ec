// Measures the package as npm packs it: all of it, and without adapters and sandbox.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { filesUnder } from './files.mjs';
import { cjsName, entries } from './package-exports.mjs';
import { root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, run } from './run.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

// The files of an entry's CommonJS build, for all entries but the main one and the manifest.
const cjsFiles = entries
  .filter(({ name }) => name !== 'manifest')
  .flatMap(({ name }) => ['cjs', 'd.cts'].map((end) => `pkg/cjs/${cjsName(name)}.${end}`));

/** Whether a file belongs to an adapter or to the sandbox. */
export const isOptionalFile = (path) =>
  /^(adapters|js\/sandbox|pkg\/sandbox)\//.test(path) || cjsFiles.includes(path);

/**
 * Packs the files that are built already.
 * @returns {{ whole: Packed, withoutOptional: Packed }} each with the bytes of its tarball, those unpacked, and how many files
 * @typedef {{ packed: number, unpacked: number, files: number }} Packed
 */
export function measureTarball() {
  const folder = mkdtempSync(join(tmpdir(), 'workfront-actions-'));
  try {
    const { filename, ...whole } = pack(root, folder);
    const copy = join(folder, 'rest');
    mkdirSync(copy);
    run('tar', ['-xzf', join(folder, filename), '-C', copy, '--strip-components=1']);
    for (const file of filesUnder(copy)) {
      if (isOptionalFile(relative(copy, file).replaceAll('\\', '/'))) rmSync(file);
    }
    const { filename: _, ...withoutOptional } = pack(copy, folder);
    return { whole, withoutOptional };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The paths of all files that the package has, without packing them. */
export function packedFiles() {
  const args = ['pack', '--ignore-scripts', '--dry-run', '--json'];
  const json = capture(npm, args);
  if (json === null) throw new Problem(`\`npm ${args.join(' ')}\` failed.`);
  return JSON.parse(json)[0].files.map(({ path }) => path);
}

function pack(cwd, destination) {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', destination];
  const output = capture(npm, args, { cwd });
  if (output === null) throw new Problem(`\`npm ${args.join(' ')}\` failed in ${cwd}.`);
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(output);
  return { filename, packed: size, unpacked: unpackedSize, files: entryCount };
}
