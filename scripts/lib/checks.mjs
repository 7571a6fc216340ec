// What `npm run check` looks at, in the order of how quickly each of them tells.
import { locked, nativeCargo } from './cargo-native.mjs';
import { lintWasm } from './lint-wasm.mjs';
import { filesUnder } from './files.mjs';
import { checkLicenses } from './licenses.mjs';
import { checkLinks } from './links/check.mjs';
import { nodeProgram } from './node-program.mjs';
import { buildPackage } from './package.mjs';
import { inRoot } from './paths.mjs';
import { checkRooms } from './rooms.mjs';
import { run } from './run.mjs';

const cargo = (...args) => run(nativeCargo(), args);
const script = (name, ...args) => run(process.execPath, [inRoot('scripts', name), ...args]);

export const checks = [
  { name: 'rustfmt', body: () => cargo('fmt', '--all', '--check') },
  {
    name: 'prettier',
    body: () => nodeProgram('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  },
  { name: 'links', body: checkLinks },
  { name: 'eslint', body: () => nodeProgram('eslint/bin/eslint.js', ['--max-warnings', '0', '.']) },
  { name: 'rooms of JavaScript', body: () => checkRooms() },
  {
    name: 'clippy, native',
    body: () => cargo('clippy', '--workspace', '--all-targets', ...locked, '--', '-D', 'warnings'),
  },
  { name: 'clippy, WebAssembly', body: lintWasm },
  // By now cargo has all crates.
  { name: 'licenses', body: checkLicenses },
  // What is measured below, and the types of the built module, which those of js/ need.
  { name: 'build', body: async () => void (await buildPackage()) },
  { name: 'types', body: checkTypes },
  { name: 'generated files', body: () => script('generate.mjs', '--check') },
  { name: 'size', body: () => script('size.mjs') },
];

function checkTypes() {
  const sources = filesUnder(inRoot('js')).filter((file) => /\.(mjs|d\.m?ts)$/.test(file));
  if (sources.length === 0) return 'there is nothing in js/';
  nodeProgram('typescript/bin/tsc', ['--noEmit', '--project', inRoot('tsconfig.json')]);
}
