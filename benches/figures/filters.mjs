import { createPlugin } from '../../pkg/node/index.mjs';
import { fewestToFind } from '../lib/lower-bounds.mjs';
import { timed } from '../lib/measure.mjs';
import { allUserIDs } from '../lib/all-user-ids.mjs';
import { startTenant } from '../lib/tenant.mjs';

export const about =
  '`searchAll` with one condition of 10,000 IDs, which all exist. The lower bound is the number of pages of 2,000, because ' +
  'a read with a long URI is sent as POST; with GET alone each URI of 8,892 bytes would hold about 240 IDs.';

export async function measure({ report }) {
  const tenant = await startTenant({ people: 10_001 });
  try {
    const IDs = await allUserIDs(tenant);
    const { url, apiKey } = tenant;
    const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
    await wf.count({});
    await tenant.counted();
    const filters = [{ field: 'ID', modifier: 'in', value: IDs }];
    const found = [];
    const { wall } = await timed(async () => {
      for await (const { ID } of wf.searchAll({ filters, fields: ['ID'] })) found.push(ID);
    });
    const { requests, sent } = await tenant.counted();
    if (found.sort().join() !== IDs.sort().join())
      throw new Error(`${IDs.length} users should be found, but ${found.length} were`);
    const fixedBytes = `GET ${url}/attask/api/v18.0/user/search?ID_Mod=in&fields=ID&ID_Sort=asc&$$FIRST=0&$$LIMIT=2000`;
    const fewest = fewestToFind(IDs.length, {
      fixedBytes: fixedBytes.length,
      bytesEach: `&ID=${IDs[0]}`.length,
    });
    report.bar('filter-requests', requests / fewest.pages);
    report.row(
      '10,000 IDs in a filter: requests, the fewest possible, the fewest with GET alone; bytes sent; wall',
      `${requests}, ${fewest.pages}, ${fewest.gets}; ${(sent / 1024).toFixed(0)} KB; ${wall.toFixed(0)} ms`,
    );
  } finally {
    await tenant.stop();
  }
}
