// Runs JavaScript programs of the development packages with this Node, without a shell and without PATH.
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

/** @param {string} program its path below node_modules */
export function nodeProgram(program, args, options) {
  run(process.execPath, [inRoot('node_modules', program), ...args], options);
}
