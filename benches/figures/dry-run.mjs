import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alternately, exponent } from '../lib/measure.mjs';
import { printed } from '../lib/child.mjs';
import { allUserIDs } from '../lib/all-user-ids.mjs';
import { startTenant } from '../lib/tenant.mjs';

export const about =
  'each dry run by ID in a fresh process, on one tenant of 100,001 users, after five uncounted runs of 500 users. ' +
  'The exponent is the slope of log(time) over log(users), by least squares over 1,000, 10,000 and 100,000; n log n has ' +
  '1.11 over that range. The bar applies to the larger one of wall time, most of which is the tenant’s work, and CPU time. ' +
  'Memory is the largest resident set of the process.';

const amounts = [1_000, 10_000, 100_000];

export async function measure({ report, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'dry-run-'));
  const tenant = await startTenant({ people: 100_001 });
  try {
    const file = join(folder, 'ids.json');
    writeFileSync(file, JSON.stringify(await allUserIDs(tenant)));
    const run = (count) => () => printed('dry-run.mjs', [tenant.url, tenant.apiKey, file, count]);
    const times = Object.values(
      await alternately(
        Object.fromEntries(amounts.map((count) => [`${count} people`, run(count)])),
        rounds(3, 1),
      ),
    );
    const growth = (kind) => exponent(amounts.map((count, at) => [count, times[at][kind]]));
    report.bar('dry-run-growth', Math.max(growth('wall'), growth('cpu')));
    report.row(
      'dry run of 1,000, 10,000, 100,000 people: wall; CPU; peak memory',
      [
        times.map(({ wall }) => `${wall.toFixed(0)} ms`),
        times.map(({ cpu }) => `${cpu.toFixed(0)} ms`),
        times.map(({ peak }) => `${peak.toFixed(0)} MB`),
      ]
        .map((each) => each.join(', '))
        .join('; '),
    );
    report.row(
      'dry run, exponents: wall, CPU, peak memory',
      ['wall', 'cpu', 'peak'].map((kind) => growth(kind).toFixed(2)).join(', '),
    );
    report.row(
      'dry run, memory beyond the warm process',
      times.map(({ grown }) => `${grown.toFixed(0)} MB`).join(', '),
    );
  } finally {
    await tenant.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
