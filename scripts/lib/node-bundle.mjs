// What `import 'workfront-actions'` gives on Node: the modules of its entry as one file, for reading twenty takes longer
// than what they do. What is loaded when it is needed (a proxy's tunnel) stays a file of its own.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hashOf } from './hash.mjs';
import { inRoot, pkg } from './paths.mjs';
import { isFresh, writeStamp } from './stamp.mjs';

// As deep below the root as what it is made from, so that paths to pkg/ stay as they are.
const folder = join(pkg, 'node');

/** Writes pkg/node unless nothing changed. */
export async function buildNodeBundle() {
  const own = 'scripts/lib/node-bundle.mjs';
  const inputs = hashOf(['js', 'package-lock.json', own, 'pkg/instance.mjs']);
  if (isFresh('node', inputs)) return;
  // Imported late: it isn't there before the development packages are.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: { index: inRoot('js/entries/node.mjs') },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    // Read at each start: without white space and names that nobody reads, a twentieth of it.
    minifyWhitespace: true,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]',
    external: ['*/inline.mjs'],
    write: false,
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = outputFiles.map(({ path, contents }) => {
    const file = join(folder, basename(path));
    writeFileSync(file, contents);
    return file;
  });
  writeStamp('node', inputs, files);
}
