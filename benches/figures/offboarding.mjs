import { median } from '../lib/measure.mjs';
import { offboardAll } from '../lib/offboarding.mjs';
import { offboardByHand } from '../lib/offboarding-by-hand.mjs';
import { allUserIDs } from '../lib/all-user-ids.mjs';
import { startTenant } from '../lib/tenant.mjs';
import { warmUp } from '../lib/warm-up.mjs';

export const about =
  '10,000 users by ID, chunks of 100, all users read again, on a fresh tenant each time. The lower bound of requests is ' +
  '500 IDs per look-up, before and after, and 100 active users per write (the limit of values in a filter isn’t documented; ' +
  'with pages of 2,000 it would be 104 instead of 133). Tenant and client are warm: another connection has read all users ' +
  'and written 1,000 titles. The ideal time is those requests × latency / 4, the concurrency limit. Latency is the time from a ' +
  'request’s arrival to its response, and includes the tenant’s work as long as that is shorter; the tenant has one thread. ' +
  'By hand: the fewest requests, 4 loops, fetch. Bytes are those of HTTP/1.1 requests.';

const maxConcurrent = 4;

export async function measure({ report, rounds }) {
  for (const latencyMs of [20, 100]) {
    const runs = [];
    const byHand = [];
    for (let round = 0; round < rounds(3, 1); round += 1) {
      runs.push(await offboard(latencyMs, offboardAll));
      byHand.push(await offboard(latencyMs, offboardByHand));
    }
    const { requests, fewest, sent, counts } = runs[0];
    const wall = median(runs.map((one) => one.wall));
    const ideal = (fewest * latencyMs) / maxConcurrent;
    report.bar(`offboarding-${latencyMs}`, wall / ideal);
    report.row(
      `offboarding at ${latencyMs} ms: wall; requests × latency / 4; CPU; the tenant’s work`,
      `${wall.toFixed(0)} ms; ${((requests * latencyMs) / maxConcurrent).toFixed(0)} ms; ${median(runs.map(({ cpu }) => cpu)).toFixed(0)} ms; ${median(runs.map(({ busy }) => busy)).toFixed(0)} ms`,
    );
    const wallByHand = median(byHand.map((one) => one.wall));
    report.row(
      `offboarding at ${latencyMs} ms by hand in the fewest requests / ideal time; the tenant’s work / ideal time`,
      `${(wallByHand / ideal).toFixed(2)}; ${(median(byHand.map(({ busy }) => busy)) / ideal).toFixed(2)}`,
    );
    if (latencyMs === 100) continue;
    report.bar('offboarding-requests', requests / fewest);
    report.row(
      'offboarding: requests, the fewest possible; bytes sent; deactivated, inactive before',
      `${requests}, ${fewest}; ${(sent / 1024).toFixed(0)} KB; ${counts.deactivated}, ${counts.alreadyInactive}`,
    );
  }
}

async function offboard(latencyMs, how) {
  const tenant = await startTenant({ people: 10_001, latencyMs });
  try {
    const IDs = await allUserIDs(tenant);
    await warmUp(tenant, IDs);
    await tenant.counted();
    const run = await how(tenant, IDs);
    const { requests, sent, busy } = await tenant.counted();
    // The plugin's count must equal the tenant's.
    if (requests !== run.requests)
      throw new Error(`the plugin counted ${run.requests} requests, but the tenant ${requests}`);
    return { ...run, sent, busy };
  } finally {
    await tenant.stop();
  }
}
