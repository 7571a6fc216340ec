// npm run build                      the plugin and the sandbox, into pkg/
// npm run build -- --test-features   the plugin with what only tests need, into target/wasm-test/
import { buildWasm, showSizes } from './lib/built-wasm.mjs';
import { plugin, pluginForTests, sandbox } from './lib/modules.mjs';
import { buildPackage } from './lib/package.mjs';
import { main, Problem } from './lib/problem.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== '--test-features');
  if (unknown) throw new Problem(`${unknown} isn't an option; the only one is --test-features.`);

  const modules = args.length > 0 ? [pluginForTests] : [plugin, sandbox];
  const toolchain = args.length > 0 ? buildWasm(modules) : await buildPackage();
  showSizes(modules);
  if (!toolchain.buildsStd) {
    console.log('Built with a precompiled std: somewhat larger than what is published.');
  }
});
