// Programs of the development packages, all of them JavaScript: started with this Node, so that
// no shell and no PATH come into it.
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

/** @param {string} program its path below node_modules */
export function nodeProgram(program, args, options) {
  run(process.execPath, [inRoot('node_modules', program), ...args], options);
}
