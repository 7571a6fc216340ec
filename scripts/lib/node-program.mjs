// Programs of the development packages, all of them JavaScript: started with this Node, so that
// no shell and no PATH come into it.
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { capture, run } from './run.mjs';

/** @param {string} program its path below node_modules */
export function nodeProgram(program, args, options) {
  run(process.execPath, [inRoot('node_modules', program), ...args], options);
}

/** What such a program prints. */
export function nodeProgramOutput(program, args) {
  const output = capture(process.execPath, [inRoot('node_modules', program), ...args]);
  if (output === null) throw new Problem(`\`${program} ${args.join(' ')}\` failed.`);
  return output;
}
