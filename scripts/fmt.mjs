// npm run fmt: formats Rust and all files that prettier supports.
import { ensureNodeModules } from './lib/node-modules.mjs';
import { nodeProgram } from './lib/node-program.mjs';
import { mainWithoutOptions } from './lib/problem.mjs';
import { rustfmt } from './lib/rustfmt.mjs';

await mainWithoutOptions(() => {
  ensureNodeModules();
  rustfmt();
  nodeProgram('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.']);
});
