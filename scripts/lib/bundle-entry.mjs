// Bundles an entry as a user's bundler does, to measure how much JavaScript the package adds.
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

/** The minified bundle's bytes, without the WebAssembly. */
export async function bundleEntry(entry) {
  if (!existsSync(inRoot(entry)))
    throw new Problem(`budgets.json names ${entry}, which does not exist.`);
  // Imported late: it is missing until the development packages are installed.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [inRoot(entry)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    // The last two are loaded only if the environment names a proxy, and with the first plan.
    external: ['node:*', '*.wasm', '*.wasm?module', '*/proxy.mjs', '*/plans/instance.mjs'],
    logLevel: 'silent',
  }).catch((error) => {
    throw new Problem(`${entry} can't be bundled: ${error.message}`);
  });
  return outputFiles[0].contents;
}
