// rustfmt over every Rust file. It finds modules by their `mod` lines and doesn't see those that a macro declares, such as the
// files of a registry, so each file of src/ is named.
import { nativeCargo } from './cargo-native.mjs';
import { filesUnder } from './files.mjs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run } from './run.mjs';

/** @param {string[]} flags of `cargo fmt` */
export function formatRust(...flags) {
  const files = filesUnder(inRoot('src')).filter((file) => file.endsWith('.rs'));
  try {
    run(nativeCargo(), ['fmt', '--all', ...flags, '--', ...files]);
  } catch {
    throw new Problem('cargo fmt failed; its output is above. `npm run fmt` formats everything.');
  }
}
