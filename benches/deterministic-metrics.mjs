// Measures the figures that are the same on every machine. `npm run size` runs it for every build.
import { readFileSync } from 'node:fs';
import { main, Problem } from '../scripts/lib/problem.mjs';
import { inRoot } from '../scripts/lib/paths.mjs';
import { measure as instructions } from './figures/instructions.mjs';
import { allUserIDs } from './lib/all-user-ids.mjs';
import { offboardAll } from './lib/offboarding.mjs';
import { budgets, Report } from './lib/report.mjs';

await main(async () => {
  const report = new Report(budgets());
  const { dependencies = {} } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  report.bar('dependencies', Object.keys(dependencies).length);
  const { requests, fewest } = await offboardInMemory();
  report.bar('offboarding-requests', requests / fewest);
  // Counting takes a minute, so it runs only in CI.
  if (process.env.CI) await instructions({ report });
  const violations = report.violations();
  if (violations.length > 0) throw new Problem(violations.join('\n'));
});

async function offboardInMemory() {
  // Imported late: it doesn't exist before the sandbox is built.
  const { createSandbox } = await import('../js/sandbox/index.mjs');
  const sandbox = await createSandbox({ people: 10_001 });
  const { baseUrl: url, apiKey, fetch } = sandbox;
  const IDs = await allUserIDs({ url, apiKey, fetch });
  sandbox.clearRequests();
  const run = await offboardAll({ url, apiKey, fetch }, IDs);
  const requests = sandbox.requests().length;
  sandbox.close();
  return { ...run, requests };
}
