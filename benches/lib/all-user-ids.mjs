// Reads the IDs of all users but the administrators, without the package.

/**
 * @param {{ url: string, apiKey: string, fetch?: typeof globalThis.fetch }} tenant
 * @returns {Promise<string[]>} their IDs
 */
export async function allUserIDs({ url, apiKey, fetch = globalThis.fetch }) {
  const read = async (first) => {
    const query = `fields=ID,isAdmin&ID_Sort=asc&$$FIRST=${first}&$$LIMIT=2000`;
    const response = await fetch(`${url}/attask/api/v18.0/user/search?${query}`, {
      headers: { apiKey },
    });
    return (await response.json()).data;
  };
  const all = [];
  for (let first = 0; ; first += 2000) {
    const users = await read(first);
    all.push(...users.filter(({ isAdmin }) => !isAdmin).map(({ ID }) => ID));
    if (users.length < 2000) return all;
  }
}
