// Offboards everyone but the administrator, and says what it took.
import { createPlugin } from '../../pkg/node/index.mjs';
import { fewestToOffboard, limits } from './ideal.mjs';
import { timed } from './measure.mjs';

/**
 * @param {{ url: string, apiKey: string, fetch?: typeof fetch }} tenant
 * @param {string[]} IDs
 */
export async function offboardAll({ url, apiKey, fetch }, IDs) {
  const wf = await createPlugin({
    baseUrl: url,
    credentials: { type: 'apiKey', apiKey },
    ...(fetch && { fetch }),
  });
  let output;
  const times = await timed(async () => {
    output = await wf.offboard({ IDs, chunkSize: limits.bulk });
  });
  wf.close();
  const { counts, requests } = output;
  const ended = counts.deactivated + counts.alreadyInactive;
  if (ended !== IDs.length) throw new Error(`${IDs.length} people, ${JSON.stringify(counts)}`);
  const fewest = fewestToOffboard({ people: IDs.length, active: counts.deactivated });
  return { ...times, requests, fewest, counts };
}
