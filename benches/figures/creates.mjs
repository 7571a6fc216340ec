import { names, peers, byHand } from '../peers.mjs';
import { alternately, timed } from '../lib/measure.mjs';
import { apart, compare } from '../lib/contenders.mjs';
import { inLoops } from '../lib/in-loops.mjs';
import { newcomers } from '../lib/newcomers.mjs';

export const about =
  'a POST of a user that reads back 10 fields, a thousand one after the other as for **write**, after three thousand; ' +
  'then 1,000 at once: those of this package go through its gate (4), those by hand are 4 loops. Afterwards the tenant is ' +
  'asked for the users made: each is there exactly once, or the run fails.';

const together = 1_000;

export async function measure({ report, rounds, tenant }) {
  const singles = await apart('create', tenant, {
    ...{ rounds: rounds(5, 1), uncounted: 3_000, counted: 1_000 },
  });
  const single = compare(singles);
  report.bar('create-host', single.of('host', 'floor').cpu);
  report.bar('create-node', single.of('node', 'floor').cpu);
  report.bar('create-peer', single.of('node', 'theirs').cpu);
  report.bar('create-node-wall', single.of('node', 'floor').wall);
  report.row(
    'single create, wall / by hand: host fetch, workfront-api',
    ['host', 'theirs'].map((who) => single.of(who, 'floor').wall.toFixed(2)).join(', '),
  );

  const { create } = await peers(tenant);
  const hand = byHand(tenant);
  const newcomer = await newcomers(tenant);
  let count = 0;
  const person = (prefix) => newcomer(`${prefix}.${(count += 1)}`);

  const atOnce = {
    [names.floor]: (people) => inLoops(people, create[names.floor]),
    [names.host]: (people) => Promise.all(people.map(create[names.host])),
    [names.node]: (people) => Promise.all(people.map(create[names.node])),
  };
  const thousands = Object.entries(atOnce).map(([name, body]) => [
    name,
    async (round) => {
      const prefix = `many${Object.keys(atOnce).indexOf(name)}x${round}`;
      const people = Array.from({ length: together }, () => person(prefix));
      const times = await timed(() => body(people));
      await checkMade(hand, prefix, people);
      return times;
    },
  ]);
  const many = compare(await alternately(Object.fromEntries(thousands), rounds(5, 1)));
  report.bar('creates-many', many.of('node', 'floor').wall);
  report.row(
    '1,000 creates at once, wall / 4 loops by hand: host fetch',
    many.of('host', 'floor').wall.toFixed(2),
  );
  report.row(
    '1,000 creates at once, CPU / 4 loops by hand: host fetch, Node',
    ['host', 'node'].map((who) => many.of(who, 'floor').cpu.toFixed(2)).join(', '),
  );
}

async function checkMade(hand, prefix, people) {
  const query = `emailAddr=${prefix}.&emailAddr_Mod=contains&fields=emailAddr&$$LIMIT=2000`;
  const made = (await hand('GET', `/user/search?${query}`)).map(({ emailAddr }) => emailAddr);
  const wanted = people.map(({ emailAddr }) => emailAddr);
  if (made.sort().join() !== wanted.sort().join()) {
    throw new Error(`${wanted.length} users were to be made, ${made.length} were`);
  }
}
