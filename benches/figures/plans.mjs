import { allUserIDs } from '../lib/all-user-ids.mjs';
import { limits } from '../lib/lower-bounds.mjs';
import { alternately, ratioOf } from '../lib/measure.mjs';
import { offboardWithoutPlan, planAndApply } from '../lib/plans.mjs';
import { startTenant } from '../lib/tenant.mjs';
import { warmUp } from '../lib/warm-up.mjs';

export const about =
  'the same 10,000 users as in **offboarding**, at 20 ms, on a fresh tenant each time: `plan` of `offboard` and `apply` of the ' +
  'signed plan, alternating with `offboard` without a plan. `apply` writes 100 users in a request, `offboard` 50 by default; with ' +
  'its `chunkSize: 100` it has a row without a bar. Both read everybody before and after; `plan` reads them once more.';

const latencyMs = 20;

export async function measure({ report, rounds }) {
  const contenders = {
    planned: () => onFreshTenant(planAndApply),
    direct: () => onFreshTenant(offboardWithoutPlan),
    large: () => onFreshTenant((tenant, IDs) => offboardWithoutPlan(tenant, IDs, limits.bulk)),
  };
  const { planned, direct, large } = await alternately(contenders, rounds(3, 1));
  report.bar('plans-wall', ratioOf(planned, direct, 'wall'));
  report.bar('plans-requests', planned.requests / direct.requests);
  const ms = (value) => `${value.toFixed(0)} ms`;
  report.row(
    'plan and apply at 20 ms: plan; apply; both, CPU; offboard without a plan: wall; CPU',
    `${ms(planned.planning)}; ${ms(planned.applying)}; ${ms(planned.cpu)}; ${ms(direct.wall)}; ${ms(direct.cpu)}`,
  );
  report.row(
    'plan and apply at 20 ms / offboard with chunkSize 100, wall; that: wall; requests',
    `${ratioOf(planned, large, 'wall').toFixed(2)}; ${ms(large.wall)}; ${large.requests}`,
  );
  report.row(
    'plan and apply: requests; offboard without a plan',
    `${planned.requests}; ${direct.requests}`,
  );
}

async function onFreshTenant(how) {
  const tenant = await startTenant({ people: 10_001, latencyMs });
  try {
    const IDs = await allUserIDs(tenant);
    await warmUp(tenant, IDs);
    await tenant.counted();
    const { wall, cpu, planning, applying } = await how(tenant, IDs);
    const { requests } = await tenant.counted();
    return { wall, cpu, requests, planning: planning?.wall, applying: applying?.wall };
  } finally {
    await tenant.stop();
  }
}
