// Builds everything in the package: the WebAssembly, and the bundles for `import` and `require` on Node.
import { buildWasm } from './built-wasm.mjs';
import { buildCjs } from './cjs.mjs';
import { buildCsvBundle } from './csv-bundle.mjs';
import { plugin, pluginWithPlans, sandbox } from './modules.mjs';
import { buildNodeBundle } from './node-bundle.mjs';

/** Builds what changed, and returns the toolchain. `more` are modules for tests. */
export async function buildPackage(more = []) {
  const toolchain = buildWasm([plugin, pluginWithPlans, sandbox, ...more]);
  await buildCsvBundle();
  await buildNodeBundle();
  await buildCjs();
  return toolchain;
}
