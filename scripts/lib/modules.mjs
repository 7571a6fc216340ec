// The WebAssembly modules of this project.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, pkg, wasmTestOut } from './paths.mjs';

const KiB = 1024;

export const plugin = {
  name: 'plugin',
  crate: 'workfront-actions',
  artifact: 'workfront_actions.wasm',
  outName: 'workfront_actions',
  outDir: pkg,
  stackBytes: 64 * KiB,
  sources: ['Cargo.toml', 'src'],
};

/** The plugin with the actions of plans as well, which replaces it when the first of them is called. */
export const pluginWithPlans = {
  ...plugin,
  name: 'plugin with plans',
  outName: 'workfront_actions_plans',
  outDir: join(pkg, 'plans'),
  features: ['plans'],
};

export const sandbox = {
  name: 'sandbox',
  crate: 'workfront-sandbox',
  artifact: 'workfront_sandbox.wasm',
  outName: 'workfront_sandbox',
  outDir: join(pkg, 'sandbox'),
  stackBytes: 1024 * KiB,
  sources: ['Cargo.toml', 'sandbox/Cargo.toml', 'sandbox/src'],
};

/** The plugin with plans and with a function that panics, for tests. */
export const pluginForTests = {
  ...pluginWithPlans,
  name: 'plugin for tests',
  outDir: wasmTestOut,
  outName: plugin.outName,
  features: [...pluginWithPlans.features, 'test-panic'],
};

/** Whether Cargo.toml has the features of a module. */
export function hasFeature({ features = [] }) {
  const manifest = readFileSync(inRoot('Cargo.toml'), 'utf8');
  return features.every((feature) => new RegExp(`^${feature}\\s*=`, 'm').test(manifest));
}
