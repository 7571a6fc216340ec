// Contenders of peers.mjs beside each other.
import { names } from '../peers.mjs';

export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** Ratios of what was measured of two contenders. */
export function compare(times) {
  const of = (who, against) => ({
    wall: times[names[who]].wall / times[names[against]].wall,
    cpu: times[names[who]].cpu / times[names[against]].cpu,
  });
  return { of };
}

/** What one call of each contender sends and receives, as the tenant counts it. */
export async function bytesOf(tenant, contenders) {
  const bytes = {};
  for (const [name, body] of Object.entries(contenders)) {
    await tenant.counted();
    await body();
    bytes[name] = await tenant.counted();
  }
  return bytes;
}
