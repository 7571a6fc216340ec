// npm run size: measures what is shipped, and what else is the same on every machine; fails when it outgrows budgets.json.
import { readFileSync } from 'node:fs';
import { bundleEntry } from './lib/bundle-entry.mjs';
import { crossed } from './lib/budgets.mjs';
import { buildWasm } from './lib/built-wasm.mjs';
import { plugin, sandbox } from './lib/modules.mjs';
import { inRoot } from './lib/paths.mjs';
import { main, Problem } from './lib/problem.mjs';
import { repeatableComplaints } from './lib/repeatable.mjs';
import { measure, measureFile, printSizes } from './lib/sizes.mjs';

await main(async () => {
  const toolchain = buildWasm([plugin, sandbox]);
  const { files, bundles } = JSON.parse(readFileSync(inRoot('budgets.json'), 'utf8'));
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
  console.log('');
  const tooLarge = [...entries.flatMap(crossed), ...(await repeatableComplaints())];
  const modulesTooLarge = modules.flatMap(crossed);
  if (toolchain.buildsStd) {
    tooLarge.push(...modulesTooLarge);
  } else if (modulesTooLarge.length > 0) {
    console.warn(`\nwarning: ${modulesTooLarge.join('\n')}`);
    console.warn(
      'Built with a precompiled std, which is somewhat larger: a warning, not an error.',
    );
  }
  if (tooLarge.length > 0)
    throw new Problem(`${tooLarge.join('\n')}\nBudgets are in budgets.json.`);
  console.log('\nEverything is within budgets.json.');
});
