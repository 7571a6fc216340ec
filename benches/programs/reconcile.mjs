// Reads the people of a file and all users of a tenant, or reconciles them, in a fresh process with --expose-gc.
import { readFileSync } from 'node:fs';
import { createPlugin } from '../../pkg/node/index.mjs';
import { timed } from '../lib/measure.mjs';
import { peakMemory } from '../lib/memory.mjs';
import { countUsers } from '../lib/count-users.mjs';

const [how, url, apiKey, file, fields] = process.argv.slice(2);
const MB = 2 ** 20;
const heap = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed / MB;
};

const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
// Opens connections and compiles code.
await wf.search({ limit: 2_000, fields: fields.split(',') });

const readPeople = () => JSON.parse(readFileSync(file, 'utf8'));

/** Both sides, as fast as they can be read: the same pages as many at once, and no user is kept. */
async function read() {
  const times = await timed(async () => {
    const people = readPeople();
    const users = await countUsers(wf, fields.split(','));
    if (users !== people.length + 1) throw new Error(`${users} users for ${people.length} people`);
  });
  return { ...times, peak: peakMemory() };
}

async function reconcile() {
  let people;
  const output = {};
  const reading = await timed(async () => (people = readPeople()));
  heap();
  const input = peakMemory();
  const comparing = await timed(async () => Object.assign(output, await wf.reconcile({ people })));
  const peak = peakMemory();
  const { counts, people: listed } = output.plan;
  const planned = counts.update + counts.unchanged + counts.held;
  if (listed !== people.length || planned < people.length) {
    throw new Error(`${people.length} people should be in the plan: ${JSON.stringify(counts)}`);
  }
  const withPlan = heap();
  delete output.plan;
  // What the plan itself takes: it belongs to the caller.
  const plan = Math.max(0, withPlan - heap());
  return {
    wall: reading.wall + comparing.wall,
    cpu: reading.cpu + comparing.cpu,
    ...{ peak, plan, beyond: peak - input - plan, updates: counts.update },
  };
}

console.log(JSON.stringify(await (how === 'read' ? read() : reconcile())));
process.exit(0);
