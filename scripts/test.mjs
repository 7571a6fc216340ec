// npm test                     every ring of tests
// npm run test:rust|wasm|js|hosts    one of them
import { main, Problem } from './lib/problem.mjs';
import { rings } from './lib/test-rings.mjs';
import { runSteps } from './lib/steps.mjs';

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in rings));
  if (unknown)
    throw new Problem(
      `${unknown} isn't a ring of tests; there are ${Object.keys(rings).join(', ')}.`,
    );

  const chosen = names.length > 0 ? names : Object.keys(rings);
  await runSteps(chosen.map((name) => ({ name: `tests: ${name}`, body: rings[name] })));
});
