// Offboards leavers end to end: finds them, deactivates them in batches, and reads them again.
//
// It runs against the sandbox, a Workfront tenant in memory behind a real HTTP server. With a real tenant
// only the options of createPlugin would differ.
import { createPlugin } from 'workfront-actions';
import { serveSandbox } from 'workfront-actions/sandbox/server';
import { deactivateAll } from './demo/deactivate-all.mjs';
import { progressBar } from './demo/progress-bar.mjs';
import { report } from './demo/report.mjs';

const chunkSize = 10;

const tenant = await serveSandbox({ port: 0, people: 300, latencyMs: 20 });
console.log(`The sandbox listens on ${tenant.url} (API key: ${tenant.apiKey}).`);

try {
  const wf = await createPlugin({
    baseUrl: tenant.url,
    credentials: { type: 'apiKey', apiKey: tenant.apiKey },
    maxPeople: 100, // by default a tenth of the tenant: these are more
  });
  const bar = progressBar(process.stdout, 'Deactivating');
  const outcome = await deactivateAll(wf, { group: 'Leavers', chunkSize, onProgress: bar.update });
  bar.end();
  // The tenant's count, which includes retries.
  const requests = (await tenant.sandbox.requests()).length;
  console.log(report({ ...outcome, requests }));
  if (!outcome.succeeded) process.exitCode = 1;
} finally {
  await tenant.close();
}
