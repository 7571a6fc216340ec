// cargo fmt with each file of src/ named: rustfmt doesn't follow the modules that a macro declares (src/actions/mod.rs).
// fuzz/ isn't in the workspace.
import { nativeCargo } from './cargo-native.mjs';
import { filesUnder } from './files.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

export function rustfmt(...options) {
  const files = ['src', 'fuzz/targets']
    .flatMap((folder) => filesUnder(inRoot(folder)))
    .filter((file) => file.endsWith('.rs'));
  run(nativeCargo(), ['fmt', '--all', '--', ...options, ...files], {
    otherwise: 'rustfmt failed; its output is above. `npm run fmt` formats every file.',
  });
}
