// Offboards users, and measures the time and the requests.
import { createPlugin } from '../../pkg/node/index.mjs';
import { fewestToOffboard, limits } from './lower-bounds.mjs';
import { timed } from './measure.mjs';

/**
 * @param {{ url: string, apiKey: string, fetch?: typeof fetch }} tenant
 * @param {string[]} IDs
 */
export async function offboardAll({ url, apiKey, fetch }, IDs) {
  const wf = await createPlugin({
    baseUrl: url,
    credentials: { type: 'apiKey', apiKey },
    maxPeople: 1_000_000,
    ...(fetch && { fetch }),
  });
  let output;
  const times = await timed(async () => {
    output = await wf.offboard({ IDs, chunkSize: limits.bulk });
  });
  wf.close();
  const { counts, requests } = output;
  const inactive = counts.deactivated + counts.alreadyInactive;
  if (inactive !== IDs.length) {
    throw new Error(`${IDs.length} users should be inactive, but: ${JSON.stringify(counts)}`);
  }
  const fewest = fewestToOffboard({ people: IDs.length, active: counts.deactivated });
  return { ...times, requests, fewest, counts };
}
