// The figures of `npm run bench` that are the same on every machine, so that every build can be held to them.
import { readFileSync } from 'node:fs';
import { measure as instructions } from '../../benches/figures/instructions.mjs';
import { everyID } from '../../benches/lib/everyone.mjs';
import { offboardAll } from '../../benches/lib/offboarding.mjs';
import { budgets, Report } from '../../benches/lib/report.mjs';
import { inRoot } from './paths.mjs';

/** Lines for those past their limits. */
export async function repeatableComplaints() {
  const report = new Report(budgets());
  const { dependencies = {} } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  report.bar('dependencies', Object.keys(dependencies).length);
  const { requests, fewest } = await offboardInMemory();
  report.bar('offboarding-requests', requests / fewest);
  // A minute of counting: where no one waits for it.
  if (process.env.CI) await instructions({ report });
  return report.complaints();
}

async function offboardInMemory() {
  // Imported late: it isn't there before the sandbox is built.
  const { createSandbox } = await import('../../js/sandbox/index.mjs');
  const sandbox = await createSandbox({ people: 10_001 });
  const { baseUrl: url, apiKey, fetch } = sandbox;
  const IDs = await everyID({ url, apiKey, fetch });
  sandbox.clearRequests();
  const run = await offboardAll({ url, apiKey, fetch }, IDs);
  const requests = sandbox.requests().length;
  sandbox.close();
  return { ...run, requests };
}
