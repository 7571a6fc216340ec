// The steps of `npm run check`, the quickest first.
import { checkRustLayers } from './layers/check.mjs';
import { isRecorded, native, recorded, requireAll, wire } from './action-runs.mjs';
import { checkCrates } from './cargo-deny.mjs';
import { locked, nativeCargo } from './cargo-native.mjs';
import { lintWasm } from './lint-wasm.mjs';
import { filesUnder } from './files.mjs';
import { checkLicenses } from './licenses.mjs';
import { checkLinks } from './links/check.mjs';
import { nodeProgram } from './node-program.mjs';
import { buildPackage } from './package.mjs';
import { inRoot } from './paths.mjs';
import { checkImports } from './js-imports.mjs';
import { run } from './run.mjs';
import { runTests } from './run-tests.mjs';
import { rustfmt } from './rustfmt.mjs';

const cargo = (...args) => run(nativeCargo(), args);
const fuzzTargets = [
  ...['--manifest-path', inRoot('fuzz', 'Cargo.toml'), '--no-default-features'],
  ...['--target-dir', inRoot('target', 'fuzz')],
];
const script = (name, ...args) => run(process.execPath, [inRoot('scripts', name), ...args]);

export const checks = [
  { name: 'rustfmt', body: () => rustfmt('--check') },
  {
    name: 'prettier',
    body: () => nodeProgram('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  },
  { name: 'links', body: checkLinks },
  { name: 'eslint', body: () => nodeProgram('eslint/bin/eslint.js', ['--max-warnings', '0', '.']) },
  { name: 'layers of Rust', body: checkRustLayers },
  { name: 'imports of JavaScript', body: () => checkImports() },
  {
    name: 'clippy, native',
    body: () => cargo('clippy', '--workspace', '--all-targets', ...locked, '--', '-D', 'warnings'),
  },
  { name: 'clippy, WebAssembly', body: lintWasm },
  // Compiled only: linking libFuzzer needs a nightly toolchain (fuzz/README.md).
  { name: 'fuzz targets', body: () => cargo('check', ...fuzzTargets, ...locked) },
  // Runs after cargo has downloaded all crates.
  { name: 'licenses', body: checkLicenses },
  { name: 'crates (cargo-deny)', body: checkCrates },
  // Builds what is measured below, and the types of the module, which js/ imports.
  { name: 'build', body: async () => void (await buildPackage()) },
  { name: 'types', body: checkTypes },
  { name: 'generated files', body: () => script('generate.mjs', '--check') },
  { name: 'tests of each action', body: checkActionTests },
  { name: 'size', body: () => script('size.mjs') },
];

/** Runs the tests concerned where `npm test` has not run them since the sources changed. */
async function checkActionTests() {
  if (isRecorded(native)) requireAll(native);
  else
    await recorded(native, (env) => runTests(nativeCargo(), [...nativeTests, ...locked], { env }));
  if (isRecorded(wire)) requireAll(wire);
  else
    await recorded(wire, (env) =>
      runTests(process.execPath, ['--test', '--test-reporter=spec', ...wireTests()], { env }),
    );
}

const nativeTests = ['test', '--workspace', '--test', 'native'];
const wireTests = () =>
  filesUnder(inRoot('tests', 'js')).filter((file) => /[\\/]wire[^\\/]*\.test\.mjs$/.test(file));

function checkTypes() {
  const sources = filesUnder(inRoot('js')).filter((file) => /\.(mjs|d\.m?ts)$/.test(file));
  if (sources.length === 0) return 'js/ has no files';
  nodeProgram('typescript/bin/tsc', ['--noEmit', '--project', inRoot('tsconfig.json')]);
}
