// Checks the imports of all JavaScript against the rules of .dependency-cruiser.mjs.
import { nodeProgram } from './node-program.mjs';
import { inRoot, root } from './paths.mjs';

/** The folders whose files are checked. */
export const folders = ['js', 'cli', 'adapters', 'scripts', 'benches', 'tests', 'examples'];

/** @throws {import('./problem.mjs').Problem} if an import breaks a rule, or is part of a cycle */
export function checkImports(folder = root) {
  const config = inRoot('.dependency-cruiser.mjs');
  nodeProgram('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', config, ...folders], {
    cwd: folder,
  });
}
