// An uncounted run that compiles code in the client and the tenant. It uses a separate connection, so that the measured
// one has cached nothing.
import { createPlugin } from '../../pkg/node/index.mjs';

/**
 * @param {{ url: string, apiKey: string }} tenant
 * @param {string[]} IDs
 */
export async function warmUp({ url, apiKey }, IDs) {
  const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
  await wf.offboard({ IDs, dryRun: true });
  const update = (ID) => ({ method: 'PUT', uri: `/user/${ID}`, body: { title: 'warm' } });
  await wf.batch({ operations: IDs.slice(0, 1_000).map(update), chunkSize: 100 });
  wf.close();
}
