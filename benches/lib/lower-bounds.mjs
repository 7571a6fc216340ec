// The fewest requests that Workfront's documented limits allow.

/**
 * Users per page, objects per bulk write, bytes of a URI. The limit of values in a filter isn't documented: the package
 * sends at most 500, to stay below a limit of the database.
 */
export const limits = { page: 2_000, lookUp: 500, bulk: 100, uri: 8_892 };

/** Every user is read, written if active, and read again if written; a read with a long URI is sent as POST. */
export function fewestToOffboard({ people, active }) {
  const lookUps = (count) => Math.ceil(count / limits.lookUp);
  return lookUps(people) + Math.ceil(active / limits.bulk) + lookUps(active);
}

/** Pages of a search for this many IDs, and its requests with GET alone, where each ID adds `bytesEach` bytes. */
export function fewestToFind(count, { fixedBytes, bytesEach }) {
  const inOneURI = Math.floor((limits.uri - fixedBytes) / bytesEach);
  return { pages: Math.ceil(count / limits.page), gets: Math.ceil(count / inOneURI) };
}
