import { names, peers, byHand } from '../peers.mjs';
import { alternately, timed } from '../lib/measure.mjs';
import { compare, inSeparateProcesses } from '../lib/contenders.mjs';
import { mapConcurrent } from '../lib/map-concurrent.mjs';
import { userMaker } from '../lib/make-users.mjs';

export const about =
  'a POST of a user that reads back 10 fields: a thousand in sequence as for **write**, after three thousand uncounted ones; ' +
  'then 1,000 at once: this package limits them to 4 concurrent requests, and the client by hand runs 4 loops. Afterwards ' +
  'the run reads the created users, and fails unless each exists exactly once.';

const concurrentCreates = 1_000;

export async function measure({ report, rounds, tenant }) {
  const singles = await inSeparateProcesses('create', tenant, {
    ...{ rounds: rounds(5, 1), uncounted: 3_000, counted: 1_000 },
  });
  const single = compare(singles);
  report.bar('create-host', single.of('host', 'hand').cpu);
  report.bar('create-node', single.of('node', 'hand').cpu);
  report.bar('create-peer', single.of('node', 'theirs').cpu);
  report.bar('create-node-wall', single.of('node', 'hand').wall);
  report.row(
    'single create, wall / by hand: host fetch, workfront-api',
    ['host', 'theirs'].map((who) => single.of(who, 'hand').wall.toFixed(2)).join(', '),
  );

  const { create } = await peers(tenant);
  const hand = byHand(tenant);
  const makeUser = await userMaker(tenant);
  let count = 0;
  const person = (prefix) => makeUser(`${prefix}.${(count += 1)}`);

  const atOnce = {
    [names.hand]: (people) => mapConcurrent(people, create[names.hand]),
    [names.host]: (people) => Promise.all(people.map(create[names.host])),
    [names.node]: (people) => Promise.all(people.map(create[names.node])),
  };
  const thousands = Object.entries(atOnce).map(([name, body]) => [
    name,
    async (round) => {
      const prefix = `many${Object.keys(atOnce).indexOf(name)}x${round}`;
      const people = Array.from({ length: concurrentCreates }, () => person(prefix));
      const times = await timed(() => body(people));
      await checkCreated(hand, prefix, people);
      return times;
    },
  ]);
  const many = compare(await alternately(Object.fromEntries(thousands), rounds(5, 1)));
  report.bar('creates-many', many.of('node', 'hand').wall);
  report.row(
    '1,000 creates at once, wall / 4 loops by hand: host fetch',
    many.of('host', 'hand').wall.toFixed(2),
  );
  report.row(
    '1,000 creates at once, CPU / 4 loops by hand: host fetch, Node',
    ['host', 'node'].map((who) => many.of(who, 'hand').cpu.toFixed(2)).join(', '),
  );
}

async function checkCreated(hand, prefix, people) {
  const query = `emailAddr=${prefix}.&emailAddr_Mod=contains&fields=emailAddr&$$LIMIT=2000`;
  const created = (await hand('GET', `/user/search?${query}`)).map(({ emailAddr }) => emailAddr);
  const expected = people.map(({ emailAddr }) => emailAddr);
  if (created.sort().join() !== expected.sort().join()) {
    throw new Error(`${expected.length} users should exist, but ${created.length} do`);
  }
}
