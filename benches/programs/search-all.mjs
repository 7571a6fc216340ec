// Reads all users, and prints the time and the peak memory of the process and of WebAssembly.
import { peakMemory } from '../lib/memory.mjs';

const memories = [];
// Wraps the constructor of instances, to reach their memory.
globalThis.WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...args) {
    super(...args);
    // Found by its class: the build chooses the names of exports.
    const own = Object.values(this.exports).filter((one) => one instanceof WebAssembly.Memory);
    if (own.length === 0) throw new Error('the module exports no memory');
    memories.push(...own);
  }
};

const [how, url, apiKey, expected] = process.argv.slice(2);
const fields = ['ID', 'name', 'emailAddr', 'isActive'];

async function* byHand() {
  for (let first = 0; ; first += 2000) {
    const query = `fields=${fields}&ID_Sort=asc&$$FIRST=${first}&$$LIMIT=2000`;
    const response = await fetch(`${url}/attask/api/v18.0/user/search?${query}`, {
      headers: { apiKey, accept: 'application/json' },
    });
    const { data, error } = await response.json();
    if (!response.ok || error) throw new Error(error?.message ?? `${response.status}`);
    yield* data;
    if (data.length < 2000) return;
  }
}

async function byPlugin() {
  const { createPlugin } = await import('../../pkg/node/index.mjs');
  const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
  return wf.searchAll({ fields });
}

const users = how === 'by hand' ? byHand() : await byPlugin();
const began = performance.now();
let count = 0;
for await (const { ID } of users) if (ID) count += 1;
const wall = performance.now() - began;
if (count !== Number(expected))
  throw new Error(`${expected} users should be read, but ${count} were`);
const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
console.log(JSON.stringify({ wall, peak: peakMemory(), wasm: wasm / 2 ** 20 }));
process.exit(0);
