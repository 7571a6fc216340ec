// One contender, alone in a process, as its users have it: calls that aren't counted, then calls that are.
import { bareWriter } from '../lib/bare.mjs';
import { peers } from '../peers.mjs';
import { median, timed } from '../lib/measure.mjs';

const [task, name, url, apiKey, uncounted, counted, ID] = process.argv.slice(2);
const contenders = await peers({ url, apiKey });
const call =
  task === 'bare'
    ? await bareWriter({ url, apiKey }, ID)
    : { page: contenders.page, write: contenders.write(ID) }[task][name];

for (let at = 0; at < Number(uncounted); at += 1) await call(`title ${at}`);
const walls = [];
const { cpu } = await timed(async () => {
  for (let at = 0; at < Number(counted); at += 1) {
    walls.push((await timed(() => call(`another title ${at}`))).wall);
  }
});
console.log(JSON.stringify({ wall: median(walls), cpu: cpu / Number(counted) }));
process.exit(0);
