// The fewest requests that Workfront's documented limits allow.

/**
 * Users of a page, objects of a bulk write, bytes of a URI. How many values a filter may have isn't documented: 500 is
 * what the package sends at most, so that nobody meets a limit of the database behind.
 */
export const limits = { page: 2_000, lookUp: 500, bulk: 100, uri: 8_892 };

/** Everyone is read before, written if active, and read again if written; a read with a long URI goes out as POST. */
export function fewestToOffboard({ people, active }) {
  const lookUps = (count) => Math.ceil(count / limits.lookUp);
  return lookUps(people) + Math.ceil(active / limits.bulk) + lookUps(active);
}

/** Pages of a search for so many IDs; and requests if none of them may be a POST, each ID adding so many bytes. */
export function fewestToFind(count, { fixedBytes, bytesEach }) {
  const inOneURI = Math.floor((limits.uri - fixedBytes) / bytesEach);
  return { pages: Math.ceil(count / limits.page), gets: Math.ceil(count / inOneURI) };
}
