// The steps of the walk: apply the samples, run the commands of CONTRIBUTING.md, check the result.
import { mkdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { nativeCargo } from '../cargo-native.mjs';
import { inRoot } from '../paths.mjs';
import { run as runHere } from '../run.mjs';
import { checkResult } from './result.mjs';
import { applySample, copyTree, inTree, tree } from './tree.mjs';

const native = inTree('target', 'native-runs');
const wire = inTree('target', 'wire-runs');

/** @param {import('./samples.mjs').Sample[]} samples */
export function stepsOf(samples) {
  const tests = samples.filter(({ path, after }) => path.startsWith('tests/') && !after);
  const nativeTests = tests.filter(({ path }) => path.startsWith('tests/native/'));
  const wirePaths = tests.map(({ path }) => path).filter((path) => path.startsWith('tests/js/'));
  return [
    { name: 'copy the tree', body: copyTree },
    { name: 'apply the samples', body: () => samples.forEach((sample) => applySample(sample)) },
    { name: 'npm run generate', body: () => script('generate.mjs') },
    {
      name: 'the native tests of the samples',
      body() {
        // The tests of auth::kinds include every kind of credential in the manifest.
        const names = [...nativeTests.map(({ path }) => basename(path, '.rs')), 'auth::kinds'];
        const args = ['test', '--workspace', '--test', 'native', '--', ...names];
        run(nativeCargo(), args, { ACTION_RUNS: empty(native) });
      },
    },
    { name: 'the plugin', body: () => script('lib/walk/build-plugin.mjs') },
    {
      name: 'the tests of the samples on the wire',
      body() {
        run(process.execPath, ['--test', ...wirePaths], { ACTION_RUNS: empty(wire) });
      },
    },
    { name: 'generated files', body: () => script('generate.mjs', '--check') },
    {
      name: 'formatting, lints, layers',
      body: () => script('lib/walk/check-style.mjs', ...wirePaths),
    },
    { name: 'the result of the samples', body: () => checkResult(samples, { native, wire }) },
  ];
}

const script = (name, ...args) => run(process.execPath, [inTree('scripts', name), ...args]);

function run(command, args, env) {
  runHere(command, args, {
    cwd: tree,
    env: { CARGO_TARGET_DIR: inRoot('target'), ...env },
  });
}

function empty(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
