// Writes all generated files: those of the Rust types, the TypeScript types and the READMEs' tables of the manifest, and the
// parts of package.json that other files determine.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { locked, nativeCargo } from './cargo-native.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { inRoot, root } from './paths.mjs';
import { writePersonFields } from './person-fields.mjs';
import { writeProjectFields } from './project-fields.mjs';
import { writeReadmes } from './readme/index.mjs';
import { run } from './run.mjs';
import { writeTypes } from './types.mjs';

export const hasGenerator = () => existsSync(inRoot('tools', 'generate', 'Cargo.toml'));

/** Writes every generated file below `folder`, at its path below the root. */
export async function generateInto(folder) {
  ensureNodeModules();
  if (folder !== root) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run(nativeCargo(), ['run', '-q', ...locked, '-p', 'workfront-generate', '--', folder]);
  await writeTypes(folder);
  writePersonFields(folder);
  writeReadmes(folder);
  writeProjectFields(folder);
}
