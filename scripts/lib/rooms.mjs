// Holds the imports of all JavaScript to the order of .dependency-cruiser.mjs.
import { nodeProgram } from './node-program.mjs';
import { inRoot, root } from './paths.mjs';

/** The folders whose files are looked at. */
export const rooms = ['js', 'cli', 'adapters', 'scripts', 'benches', 'tests', 'examples'];

/** @throws {import('./problem.mjs').Problem} when an import is against the order, or part of a circle */
export function checkRooms(folder = root) {
  const config = inRoot('.dependency-cruiser.mjs');
  nodeProgram('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', config, ...rooms], {
    cwd: folder,
  });
}
