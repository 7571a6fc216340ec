// Builds one WebAssembly module: cargo, wasm-bindgen, wasm-opt, and the files that go with it.
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { markModule } from './build-id.mjs';
import { locked } from './cargo-native.mjs';
import { wasmArgs, wasmEnv } from './cargo-wasm.mjs';
import { filesUnder } from './files.mjs';
import { linkFlags, wasmOptFlags } from './flags.mjs';
import { hashOf } from './hash.mjs';
import { writeInstance } from './instance.mjs';
import { nodeProgram } from './node-program.mjs';
import { stamps, wasmTarget } from './paths.mjs';
import { run } from './run.mjs';
import { isFresh, writeStamp } from './stamp.mjs';
import { bindgen } from './wasm-toolchain.mjs';

// Inputs of every module, besides its own sources.
const common = ['Cargo.lock', 'package-lock.json', 'scripts/build.mjs', 'scripts/lib'];

/** Builds `module` if an input changed, and returns whether it did. */
export function buildModule(module, toolchain) {
  const inputs = hashOf([...common, ...module.sources], JSON.stringify([toolchain.id, module]));
  if (isFresh(module.name, inputs)) return false;

  console.log(
    `Building the ${module.name}${toolchain.buildsStd ? ' (with std: about a minute the first time)' : ''}.`,
  );
  compile(module, toolchain);
  const stage = join(stamps, `stage-${process.pid}-${module.outName}`);
  bind(module, stage);
  const wasm = join(stage, `${module.outName}_bg.wasm`);
  optimize(wasm, toolchain);
  writeInstance(module.outName, stage, markModule(wasm));
  // Unused: the instance is what others import.
  for (const end of ['.js', '_bg.js', '_bg.wasm.d.ts']) rmSync(join(stage, module.outName + end));
  const files = moveInto(module.outDir, stage);
  writeStamp(module.name, inputs, files);
  return true;
}

function compile({ crate, features = [], stackBytes }, toolchain) {
  const args = ['rustc', '--release', '--lib', '--crate-type', 'cdylib', '-p', crate, ...locked];
  // The facade supplies a fetch, so the module needs no transport.
  args.push('--no-default-features');
  if (features.length > 0) args.push('--features', features.join(','));
  // After `--`: for this module alone, so that all modules share one std and its dependencies.
  args.push('--', ...linkFlags({ stackBytes }));
  run(toolchain.cargo, wasmArgs(toolchain, args), { env: wasmEnv(toolchain) });
}

function bind({ artifact, outName }, stage) {
  rmSync(stage, { recursive: true, force: true });
  const wasm = join(wasmTarget, 'wasm32-unknown-unknown', 'release', artifact);
  run(bindgen, [
    wasm,
    // Glue that loads nothing: the entries load the module.
    ...['--target', 'bundler', '--out-dir', stage, '--out-name', outName],
    '--remove-name-section',
    '--remove-producers-section',
  ]);
}

/** Reduces its size. */
function optimize(wasm, toolchain) {
  const small = `${wasm}.small`;
  nodeProgram('binaryen/bin/wasm-opt', [wasm, '-o', small, ...wasmOptFlags(toolchain)]);
  renameSync(small, wasm);
}

/** Moves file by file, so that a reader sees either the old or the new file. */
function moveInto(outDir, stage) {
  mkdirSync(outDir, { recursive: true });
  const files = filesUnder(stage).map((from) => {
    const to = join(outDir, basename(from));
    copyFileSync(from, `${to}.new`);
    renameSync(`${to}.new`, to);
    return to;
  });
  rmSync(stage, { recursive: true, force: true });
  return files;
}
