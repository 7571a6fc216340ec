// npm run size: measures the published files and all other deterministic metrics; fails if one exceeds budgets.json.
import { readFileSync } from 'node:fs';
import { bundleEntry } from './lib/bundle-entry.mjs';
import { exceededBudgets } from './lib/budgets.mjs';
import { buildPackage } from './lib/package.mjs';
import { inRoot } from './lib/paths.mjs';
import { mainWithoutOptions, Problem } from './lib/problem.mjs';
import { status } from './lib/run.mjs';
import { measure, measureFile, printSizes } from './lib/sizes.mjs';
import { measureTarball } from './lib/tarball.mjs';

await mainWithoutOptions(async () => {
  const toolchain = await buildPackage();
  const { files, bundles, tarball } = JSON.parse(readFileSync(inRoot('budgets.json'), 'utf8'));
  const modules = files.map((budget) => ({
    name: budget.file,
    budget,
    size: measureFile(inRoot(budget.file)),
  }));
  const entries = [];
  for (const budget of bundles) {
    const size = measure(await bundleEntry(budget.entry));
    entries.push({ name: `${budget.entry}, bundled and minified`, budget, size });
  }

  printSizes([...modules, ...entries].map(({ name, size }) => ({ name, ...size })));
  const { whole, withoutOptional } = measureTarball();
  printPacked('the whole tarball', whole);
  printPacked('without adapters and sandbox', withoutOptional);

  console.log('');
  const tooLarge = entries.flatMap(exceededBudgets);
  // It prints its metrics, and those that exceed their limits.
  if (status(process.execPath, [inRoot('benches', 'deterministic-metrics.mjs')]) !== 0) {
    tooLarge.push('A deterministic metric exceeds its limit; see above.');
  }
  // Contains the WebAssembly.
  const shipped = { name: 'the tarball without adapters and sandbox', budget: tarball };
  const modulesTooLarge = [...modules, { ...shipped, size: withoutOptional }].flatMap(
    exceededBudgets,
  );
  if (toolchain.buildsStd) {
    tooLarge.push(...modulesTooLarge);
  } else if (modulesTooLarge.length > 0) {
    console.warn(`\nwarning: ${modulesTooLarge.join('\n')}`);
    console.warn('Built with a precompiled std, which is larger: a warning, not an error.');
  }
  if (tooLarge.length > 0)
    throw new Problem(`${tooLarge.join('\n')}\nBudgets are in budgets.json.`);
  console.log('\nEverything is within budgets.json.');
});

function printPacked(name, { packed, unpacked, files }) {
  const kib = (size) => `${(size / 1024).toFixed(1)} KiB`;
  console.log(`${name}: ${kib(packed)}, unpacked ${kib(unpacked)} in ${files} files`);
}
