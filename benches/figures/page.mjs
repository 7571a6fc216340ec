import { fields, names, peers } from '../peers.mjs';
import { startTenant } from '../lib/tenant.mjs';
import { apart, bytesOf, compare, kilobytes } from '../lib/contenders.mjs';

export const about =
  `one page of 2,000 users × ${fields.length} fields from the tenant of another process, which remembers its ` +
  'answer (making it would hide the rest), 60 times by each contender in a process of its own, in turns, after 20 that ' +
  'aren’t counted; wall is from the call to its promise, CPU what the operating system charged to the process (all of its ' +
  'threads) over the calls, both medians.';

export async function measure({ report, rounds }) {
  const tenant = await startTenant({ people: 2_200, remembers: true });
  try {
    await measurePages({ report, rounds, tenant });
  } finally {
    await tenant.stop();
  }
}

async function measurePages({ report, rounds, tenant }) {
  const times = await apart('page', tenant, { rounds: rounds(9, 2), uncounted: 20, counted: 60 });
  const { of } = compare(times);
  report.bar('page-host', of('host', 'floor').wall);
  report.bar('page-node', of('node', 'floor').wall);
  report.bar('page-peer', of('node', 'theirs').wall);
  report.row(
    'search page of 2,000, CPU / by hand: host fetch, Node, workfront-api',
    ['host', 'node', 'theirs'].map((who) => of(who, 'floor').cpu.toFixed(2)).join(', '),
  );
  report.row(
    'search page of 2,000, by hand: wall, CPU',
    `${times[names.floor].wall.toFixed(1)} ms, ${times[names.floor].cpu.toFixed(1)} ms`,
  );
  const { page } = await peers(tenant);
  const bytes = await bytesOf(tenant, page);
  report.row(
    'search page of 2,000, bytes sent: by hand, host fetch, Node, workfront-api; received',
    `${Object.values(names)
      .map((name) => bytes[name].sent)
      .join(', ')}; ${kilobytes(bytes[names.node].received)} each`,
  );
  report.charts.page = Object.values(names).map((name) => [name, times[name].wall]);
}
