// Measures a dry run of offboarding in a fresh process.
import { readFileSync } from 'node:fs';
import { createPlugin } from '../../pkg/node/index.mjs';
import { timed } from '../lib/measure.mjs';
import { peakMemory } from '../lib/memory.mjs';

const [url, apiKey, file, count] = process.argv.slice(2);
const IDs = JSON.parse(readFileSync(file, 'utf8')).slice(0, Number(count));
const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
// Opens connections and compiles code, so that the rest measures what grows with the number of users.
for (let times = 0; times < 5; times += 1) {
  await wf.offboard({ IDs: IDs.slice(0, 500), dryRun: true });
}
const before = peakMemory();
let output;
const times = await timed(async () => (output = await wf.offboard({ IDs, dryRun: true })));
if (output.report.length !== IDs.length)
  throw new Error(`${IDs.length} users should be reported, but ${output.report.length} are`);
const peak = peakMemory();
console.log(JSON.stringify({ ...times, peak, grown: peak - before }));
process.exit(0);
