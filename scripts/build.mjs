// npm run build                      builds the plugin and the sandbox into pkg/
// npm run build -- --test-features   builds the plugin with features for tests into target/wasm-test/
import { buildWasm, showSizes } from './lib/built-wasm.mjs';
import { plugin, pluginForTests, pluginWithPlans, sandbox } from './lib/modules.mjs';
import { buildPackage } from './lib/package.mjs';
import { main, Problem } from './lib/problem.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== '--test-features');
  if (unknown) throw new Problem(`Unknown option ${unknown}: the only option is --test-features.`);

  const modules = args.length > 0 ? [pluginForTests] : [plugin, pluginWithPlans, sandbox];
  const toolchain = args.length > 0 ? buildWasm(modules) : await buildPackage();
  showSizes(modules);
  if (!toolchain.buildsStd) {
    console.log('Built with a precompiled std: larger than the published build.');
  }
});
