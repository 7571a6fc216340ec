// Checks formatting, lints and layers of the copy. Arguments: the JavaScript files of the samples.
import { checkRustLayers } from '../layers/check.mjs';
import { nodeProgram } from '../node-program.mjs';
import { main } from '../problem.mjs';
import { rustfmt } from '../rustfmt.mjs';

await main(() => {
  const scripts = process.argv.slice(2);
  rustfmt('--check');
  const generated = ['manifest.json', 'README.md', 'js/generated', 'js/types'];
  nodeProgram('prettier/bin/prettier.cjs', ['--check', ...scripts, ...generated]);
  nodeProgram('eslint/bin/eslint.js', ['--max-warnings', '0', ...scripts]);
  checkRustLayers();
});
