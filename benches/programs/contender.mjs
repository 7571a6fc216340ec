// One contender, alone in a process, as its users have it: calls that aren't counted, then calls that are.
import { bareWriter } from '../lib/bare.mjs';
import { byHand, peers } from '../peers.mjs';
import { median, timed } from '../lib/measure.mjs';

const [task, name, url, apiKey, uncounted, counted, ID] = process.argv.slice(2);
const contenders = await peers({ url, apiKey });
const calls = {
  page: () => contenders.page[name],
  write: () => contenders.write(ID)[name],
  create: creator,
  bare: () => bareWriter({ url, apiKey }, ID),
};
const call = await calls[task]();

async function creator() {
  const hand = byHand({ url, apiKey });
  const [{ accessLevelID }] = await hand('GET', '/user/search?fields=accessLevelID&$$LIMIT=1');
  return (title) => {
    const username = `${title.replaceAll(' ', '-')}.${process.pid}@example.com`;
    const person = { username, emailAddr: username, firstName: 'New', lastName: `Person` };
    return contenders.create[name]({ ...person, accessLevelID });
  };
}

for (let at = 0; at < Number(uncounted); at += 1) await call(`title ${at}`);
const walls = [];
const { cpu } = await timed(async () => {
  for (let at = 0; at < Number(counted); at += 1) {
    walls.push((await timed(() => call(`another title ${at}`))).wall);
  }
});
console.log(JSON.stringify({ wall: median(walls), cpu: cpu / Number(counted) }));
process.exit(0);
