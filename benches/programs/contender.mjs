// Runs one contender alone in a process, as its users do: uncounted calls, then counted ones.
import { bareWriter } from '../lib/bare-socket.mjs';
import { peers } from '../peers.mjs';
import { median, timed } from '../lib/measure.mjs';
import { userMaker } from '../lib/make-users.mjs';

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
  const makeUser = await userMaker({ url, apiKey });
  return (title) =>
    contenders.create[name](makeUser(`${title.replaceAll(' ', '-')}.${process.pid}`));
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
