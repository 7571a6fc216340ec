// A thousand writes over a bare socket, after a thousand that aren't counted.
import { bareWriter } from '../lib/bare.mjs';
import { median, timed } from '../lib/measure.mjs';

const [url, apiKey, target, uncounted, counted] = process.argv.slice(2);
const write = await bareWriter({ url, apiKey }, target);
for (let at = 0; at < Number(uncounted); at += 1) await write(`title ${at}`);
const walls = [];
for (let at = 0; at < Number(counted); at += 1) {
  walls.push((await timed(() => write(`another title ${at}`))).wall);
}
console.log(JSON.stringify({ wall: median(walls) }));
process.exit(0);
