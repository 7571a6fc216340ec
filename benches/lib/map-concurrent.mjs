// Runs work with the package's default concurrency: each loop takes the next item.

const concurrency = 4;

/** @template T, R @param {T[]} items @param {(item: T) => Promise<R>} body */
export async function mapConcurrent(items, body) {
  const results = [];
  let next = 0;
  const loop = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await body(items[at]);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  return results;
}
