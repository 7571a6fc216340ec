// Installs what a wasm build needs, and builds the requested modules.
import { join, relative } from 'node:path';
import { buildModule } from './build-module.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { root } from './paths.mjs';
import { measureFile, printSizes } from './sizes.mjs';
import { ensureBindgen, prepareToolchain } from './wasm-toolchain.mjs';

/** Builds what changed among `modules`, and returns the toolchain. */
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
