import { names, peers } from '../peers.mjs';
import { alternate } from '../lib/measure.mjs';
import { bytesOf, compare } from '../lib/contenders.mjs';
import { everyID } from '../lib/everyone.mjs';

export const about =
  'a PUT of one field that reads back 7, a hundred one after the other by each contender in turns; medians of the hundreds, ' +
  'without the first thousand of each, in which engines still compile (a first call is measured by itself, below). ' +
  'All ask for the same fields, so that the tenant has as much to answer.';

const times100 = 100;

export async function measure({ report, rounds, tenant }) {
  const { write } = await peers(tenant);
  const [ID] = await everyID(tenant);
  const updates = write(ID);
  let count = 0;
  const hundreds = Object.entries(updates).map(([name, update]) => [
    name,
    async () => {
      for (let at = 0; at < times100; at += 1) await update(`title ${(count += 1)}`);
    },
  ]);
  const times = await alternate(Object.fromEntries(hundreds), rounds(21, 5), rounds(10, 2));
  const { of } = compare(times);
  report.bar('write-host', of('host', 'floor').wall);
  report.bar('write-node', of('node', 'floor').wall);
  report.bar('write-peer', of('node', 'theirs').wall);
  report.row(
    'single write, CPU / by hand: host fetch, Node, workfront-api',
    ['host', 'node', 'theirs'].map((who) => of(who, 'floor').cpu.toFixed(2)).join(', '),
  );
  report.row(
    'single write by hand: wall, CPU',
    `${(times[names.floor].wall / times100).toFixed(2)} ms, ${(times[names.floor].cpu / times100).toFixed(2)} ms`,
  );
  const once = Object.entries(updates).map(([name, update]) => [name, () => update('once more')]);
  const bytes = await bytesOf(tenant, Object.fromEntries(once));
  report.row(
    'single write, bytes sent: by hand, host fetch, Node, workfront-api',
    Object.values(names)
      .map((name) => bytes[name].sent)
      .join(', '),
  );
  report.charts.write = Object.values(names).map((name) => [name, times[name].wall / times100]);
}
