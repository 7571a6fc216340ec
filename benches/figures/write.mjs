import { names, peers } from '../peers.mjs';
import { bytesOf, compare, inSeparateProcesses } from '../lib/contenders.mjs';
import { allUserIDs } from '../lib/all-user-ids.mjs';
import { ratioOf } from '../lib/measure.mjs';

export const about =
  'a PUT of one field that reads back 7: two thousand in sequence by each contender in a separate process, alternating, ' +
  'after four thousand while engines still compile (the first call has its own figure); CPU time is what the operating ' +
  'system charged to the process per call, wall time the median of the calls. All contenders request the same fields, so ' +
  'that the tenant’s work is the same.';

export async function measure({ report, rounds, tenant }) {
  const [ID] = await allUserIDs(tenant);
  const times = await inSeparateProcesses('write', tenant, {
    ...{ rounds: rounds(7, 2), uncounted: 4_000, counted: 2_000, ID },
    others: ['bare'],
  });
  const { of } = compare(times);
  report.bar('write-host', of('host', 'hand').cpu);
  report.bar('write-node', of('node', 'hand').cpu);
  report.bar('write-peer', of('node', 'theirs').cpu);
  report.bar('write-host-wall', of('host', 'hand').wall);
  report.bar('write-node-wall', of('node', 'hand').wall);
  const theirs = of('theirs', 'hand');
  report.row(
    'single write, workfront-api / by hand: CPU, wall',
    `${theirs.cpu.toFixed(2)}, ${theirs.wall.toFixed(2)}`,
  );
  const { wall, cpu } = times[names.hand];
  report.row('single write by hand: wall, CPU', `${wall.toFixed(2)} ms, ${cpu.toFixed(2)} ms`);
  report.row(
    'single write over a bare socket that reads only the length of the response / by hand, wall',
    ratioOf(times.bare, times[names.hand], 'wall').toFixed(2),
  );
  const { write } = await peers(tenant);
  const once = Object.entries(write(ID)).map(([name, update]) => [name, () => update('uncounted')]);
  const bytes = await bytesOf(tenant, Object.fromEntries(once));
  report.row(
    'single write, bytes sent: by hand, host fetch, Node, workfront-api',
    Object.values(names)
      .map((name) => bytes[name].sent)
      .join(', '),
  );
  report.charts.write = Object.values(names).map((name) => [name, times[name].wall]);
}
