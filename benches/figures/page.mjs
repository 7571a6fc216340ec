import { fields, names, peers } from '../peers.mjs';
import { startTenant } from '../lib/tenant.mjs';
import { bytesOf, compare, inSeparateProcesses, kilobytes } from '../lib/contenders.mjs';

export const about =
  `one page of 2,000 users × ${fields.length} fields from a tenant in another process, which caches its response ` +
  '(building it would hide the rest): 60 times by each contender in a separate process, alternating, after 20 uncounted ' +
  'calls; wall time is from the call to the settled promise, CPU time what the operating system charged to the process (all ' +
  'its threads) per call, both medians.';

export async function measure({ report, rounds }) {
  const tenant = await startTenant({ people: 2_200, cachesReads: true });
  try {
    await measurePages({ report, rounds, tenant });
  } finally {
    await tenant.stop();
  }
}

async function measurePages({ report, rounds, tenant }) {
  const times = await inSeparateProcesses('page', tenant, {
    rounds: rounds(9, 2),
    uncounted: 20,
    counted: 60,
  });
  const { of } = compare(times);
  report.bar('page-host', of('host', 'hand').wall);
  report.bar('page-node', of('node', 'hand').wall);
  report.bar('page-peer', of('node', 'theirs').wall);
  report.row(
    'search page of 2,000, CPU / by hand: host fetch, Node, workfront-api',
    ['host', 'node', 'theirs'].map((who) => of(who, 'hand').cpu.toFixed(2)).join(', '),
  );
  report.row(
    'search page of 2,000, by hand: wall, CPU',
    `${times[names.hand].wall.toFixed(1)} ms, ${times[names.hand].cpu.toFixed(1)} ms`,
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
