// The fewest requests that Workfront's documented limits allow.

/** Users of a page, objects of a bulk write, bytes of a URI. */
export const limits = { page: 2_000, bulk: 100, uri: 8_892 };

/** Everyone is read before, written if active, and read again if written; a read with a long URI goes out as POST. */
export function fewestToOffboard({ people, active }) {
  const pages = (count) => Math.ceil(count / limits.page);
  return pages(people) + Math.ceil(active / limits.bulk) + pages(active);
}

/** Pages of a search for so many IDs; and requests if none of them may be a POST, each ID adding so many bytes. */
export function fewestToFind(count, { fixedBytes, bytesEach }) {
  const inOneURI = Math.floor((limits.uri - fixedBytes) / bytesEach);
  return { pages: Math.ceil(count / limits.page), gets: Math.ceil(count / inOneURI) };
}
