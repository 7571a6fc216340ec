// npm run fmt: formats Rust and all files that prettier supports.
import { nativeCargo } from './lib/cargo-native.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { nodeProgram } from './lib/node-program.mjs';
import { main } from './lib/problem.mjs';
import { run } from './lib/run.mjs';

await main(() => {
  ensureNodeModules();
  run(nativeCargo(), ['fmt', '--all']);
  nodeProgram('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.']);
});
