import { median } from '../lib/measure.mjs';
import { offboardAll } from '../lib/offboarding.mjs';
import { offboardByHand } from '../lib/offboarding-by-hand.mjs';
import { everyID } from '../lib/everyone.mjs';
import { startTenant } from '../lib/tenant.mjs';
import { warmUp } from '../lib/warm-up.mjs';

export const about =
  '10,000 people by ID, chunks of 100, everyone read again, on a fresh tenant each time. The ideal number of requests is ' +
  'the fewest with 500 IDs a look-up, before and after, and 100 active people a write (how many values a filter may have ' +
  'isn’t documented; in pages of 2,000 it would be 104 in place of 133). Tenant and client are warm: another connection ' +
  'has read everyone and written 1,000 titles. The ideal time is those requests × latency / 4, the gate’s width. Latency is from a request’s arrival to its answer, so the tenant’s own ' +
  'work is within it, as long as it is shorter; it has one thread for all. By hand: the fewest requests, 4 loops, fetch. Bytes are requests as HTTP/1.1 spells them.';

const gate = 4;

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
    const ideal = (fewest * latencyMs) / gate;
    report.bar(`offboarding-${latencyMs}`, wall / ideal);
    report.row(
      `offboarding at ${latencyMs} ms: wall; requests × latency / 4; CPU; the tenant’s work`,
      `${wall.toFixed(0)} ms; ${((requests * latencyMs) / gate).toFixed(0)} ms; ${median(runs.map(({ cpu }) => cpu)).toFixed(0)} ms; ${median(runs.map(({ busy }) => busy)).toFixed(0)} ms`,
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
    const IDs = await everyID(tenant);
    await warmUp(tenant, IDs);
    await tenant.counted();
    const run = await how(tenant, IDs);
    const { requests, sent, busy } = await tenant.counted();
    // What it says of itself is not believed.
    if (requests !== run.requests)
      throw new Error(`${run.requests} requests told, ${requests} came`);
    return { ...run, sent, busy };
  } finally {
    await tenant.stop();
  }
}
