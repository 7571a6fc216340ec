// Everything that a wasm build needs, then the builds that were asked for.
import { relative } from 'node:path';
import { join } from 'node:path';
import { buildModule } from './build-module.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { root } from './paths.mjs';
import { measureFile, printSizes } from './sizes.mjs';
import { ensureBindgen, prepareToolchain } from './wasm-toolchain.mjs';

/** Builds what changed among `modules`; answers the toolchain used. */
export function buildWasm(modules) {
  ensureNodeModules();
  const toolchain = prepareToolchain();
  ensureBindgen();
  for (const module of modules) {
    if (!buildModule(module, toolchain)) console.log(`The ${module.name} is up to date.`);
  }
  return toolchain;
}

export function showSizes(modules) {
  const files = modules.flatMap(({ outDir, outName }) => [
    join(outDir, `${outName}_bg.wasm`),
    join(outDir, 'instance.mjs'),
  ]);
  printSizes(files.map((file) => ({ name: relative(root, file), ...measureFile(file) })));
}
