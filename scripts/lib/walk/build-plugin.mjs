// Builds the files that the tests on the wire import: the plugin, and the package for Node.
import { buildWasm } from '../built-wasm.mjs';
import { plugin, pluginWithPlans } from '../modules.mjs';
import { buildNodeBundle } from '../node-bundle.mjs';
import { main } from '../problem.mjs';

await main(async () => {
  buildWasm([plugin, pluginWithPlans]);
  await buildNodeBundle();
});
