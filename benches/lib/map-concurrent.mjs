// Work by hand as wide as the gate: so many loops take what is next.

const width = 4;

/** @template T, R @param {T[]} items @param {(item: T) => Promise<R>} body */
export async function inLoops(items, body) {
  const results = [];
  let next = 0;
  const loop = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await body(items[at]);
    }
  };
  await Promise.all(Array.from({ length: width }, loop));
  return results;
}
