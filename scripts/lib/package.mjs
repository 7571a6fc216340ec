// Everything that the package has: the WebAssembly, and what Node imports and requires.
import { buildWasm } from './built-wasm.mjs';
import { buildCjs } from './cjs.mjs';
import { plugin, sandbox } from './modules.mjs';
import { buildNodeBundle } from './node-bundle.mjs';

/** Builds what changed; answers the toolchain used. `more` are modules that only tests need. */
export async function buildPackage(more = []) {
  const toolchain = buildWasm([plugin, sandbox, ...more]);
  await buildNodeBundle();
  await buildCjs();
  return toolchain;
}
