// A dry run of offboarding in a fresh process, and what it took.
import { readFileSync } from 'node:fs';
import { createPlugin } from '../../pkg/node/index.mjs';
import { timed } from '../lib/measure.mjs';
import { peakMemory } from '../lib/memory.mjs';

const [url, apiKey, file, count] = process.argv.slice(2);
const IDs = JSON.parse(readFileSync(file, 'utf8')).slice(0, Number(count));
const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
// Connections are open and code is compiled: what is measured is what grows.
for (let times = 0; times < 5; times += 1) {
  await wf.offboard({ IDs: IDs.slice(0, 500), dryRun: true });
}
const before = peakMemory();
let output;
const times = await timed(async () => (output = await wf.offboard({ IDs, dryRun: true })));
if (output.report.length !== IDs.length) throw new Error(`${output.report.length} were reported`);
const peak = peakMemory();
console.log(JSON.stringify({ ...times, peak, grown: peak - before }));
process.exit(0);
