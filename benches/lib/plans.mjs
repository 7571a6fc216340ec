// Plans the deactivation of many users and applies the plan, and offboards as many without a plan.
import { createPlugin } from '../../pkg/node/index.mjs';
import { timed } from './measure.mjs';

const connect = ({ url, apiKey, fetch }) =>
  createPlugin({
    baseUrl: url,
    credentials: { type: 'apiKey', apiKey },
    maxPeople: 1_000_000,
    planKeys: { current: 'bench', keys: { bench: 'not a secret: a key of a made-up tenant' } },
    ...(fetch && { fetch }),
  });

/**
 * @param {{ url: string, apiKey: string, fetch?: typeof fetch }} tenant
 * @param {string[]} IDs
 */
export async function planAndApply(tenant, IDs) {
  const wf = await connect(tenant);
  let plan;
  let output;
  const planning = await timed(async () => {
    ({ plan } = await wf.plan({ action: 'offboard', input: { IDs } }));
  });
  const applying = await timed(async () => {
    output = await wf.apply({ plan });
  });
  wf.close();
  const { counts, complete } = output;
  if (!complete || counts.applied + plan.counts.unchanged !== IDs.length) {
    throw new Error(`${IDs.length} users should be inactive, but: ${JSON.stringify(counts)}`);
  }
  return {
    wall: planning.wall + applying.wall,
    cpu: planning.cpu + applying.cpu,
    planning,
    applying,
    changed: counts.applied,
  };
}

/**
 * @param {{ url: string, apiKey: string, fetch?: typeof fetch }} tenant
 * @param {string[]} IDs
 * @param {number} [chunkSize]
 */
export async function offboardWithoutPlan(tenant, IDs, chunkSize) {
  const wf = await connect(tenant);
  let output;
  const times = await timed(async () => {
    output = await wf.offboard({ IDs, ...(chunkSize && { chunkSize }) });
  });
  wf.close();
  const { counts } = output;
  if (counts.deactivated + counts.alreadyInactive !== IDs.length) {
    throw new Error(`${IDs.length} users should be inactive, but: ${JSON.stringify(counts)}`);
  }
  return { ...times, changed: counts.deactivated };
}
