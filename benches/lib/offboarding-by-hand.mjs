// The same offboarding without the package, in the fewest requests, four at a time: the best that any client can reach.
import { byHand } from '../peers.mjs';
import { fewestToOffboard, limits } from './lower-bounds.mjs';
import { mapConcurrent } from './map-concurrent.mjs';
import { timed } from './measure.mjs';

/**
 * @param {{ url: string, apiKey: string }} tenant
 * @param {string[]} IDs
 */
export async function offboardByHand(tenant, IDs) {
  const hand = byHand(tenant);
  const read = async (ids) => {
    const form = new URLSearchParams(ids.map((ID) => ['ID', ID]));
    form.append('method', 'GET');
    form.append('ID_Mod', 'in');
    form.append('fields', 'ID,isActive');
    form.append('$$LIMIT', limits.page);
    return hand('POST', '/user/search', form);
  };
  const write = async (ids) => {
    const updates = ids.map((ID) => ({
      method: 'PUT',
      uri: `/user/${ID}`,
      body: { isActive: false },
    }));
    await hand('POST', '/batch', { updates });
  };
  let active;
  const times = await timed(async () => {
    const before = (await mapConcurrent(groups(IDs, limits.lookUp), read)).flat();
    active = before.filter(({ isActive }) => isActive).map(({ ID }) => ID);
    await mapConcurrent(groups(active, limits.bulk), write);
    const after = (await mapConcurrent(groups(active, limits.lookUp), read)).flat();
    if (after.length !== active.length || after.some(({ isActive }) => isActive)) {
      throw new Error('some users are still active');
    }
  });
  const fewest = fewestToOffboard({ people: IDs.length, active: active.length });
  return { ...times, requests: fewest, fewest };
}

const groups = (items, size) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
