// npm test                               all rings of tests but n8n's, which takes minutes and gigabytes
// npm run test:rust|wasm|js|hosts|n8n    one ring
import { main, Problem } from './lib/problem.mjs';
import { heavyRings, rings } from './lib/test-rings.mjs';
import { runSteps } from './lib/steps.mjs';

await main(async () => {
  const names = process.argv.slice(2);
  const all = { ...rings, ...heavyRings };
  const unknown = names.find((name) => !(name in all));
  if (unknown)
    throw new Problem(
      `'${unknown}' is not a ring of tests; the rings are ${Object.keys(all).join(', ')}.`,
    );

  const selected = names.length > 0 ? names : Object.keys(rings);
  await runSteps(selected.map((name) => ({ name: `tests: ${name}`, body: all[name] })));
});
