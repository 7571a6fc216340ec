import { alternately } from '../lib/measure.mjs';
import { printed } from '../lib/child.mjs';
import { startTenant } from '../lib/tenant.mjs';

export const about =
  'all users, 4 fields each, read in a fresh process with Node’s transport, alternating with a loop by hand and with a tenant ' +
  'ten times as large. Memory is the largest resident set of the process in Linux (`VmHWM`; `maxRSS` starts at the parent’s ' +
  'value). The memory of WebAssembly, which never shrinks, is read at the end through a wrapped `WebAssembly.Instance`.';

export async function measure({ report, rounds }) {
  const sizes = [10_000, 100_000];
  const tenants = [];
  try {
    for (const people of sizes) tenants.push(await startTenant({ people }));
    const run = (how, at) => () =>
      printed('search-all.mjs', [how, tenants[at].url, tenants[at].apiKey, sizes[at]]);
    const [own, hand] = ['workfront-actions', 'by hand'];
    const figures = await alternately(
      { few: run(own, 0), many: run(own, 1), handFew: run(hand, 0), handMany: run(hand, 1) },
      rounds(5, 1),
    );
    const { few, many, handFew, handMany } = figures;
    report.bar('all-memory', many.peak / few.peak);
    report.bar('all-wasm', Math.max(few.wasm, many.wasm));
    report.row(
      'searchAll, peak memory: 10,000, 100,000; by hand',
      `${[few, many].map(megabytes).join(', ')}; ${[handFew, handMany].map(megabytes).join(', ')}`,
    );
    report.row(
      'searchAll, WebAssembly’s memory: 10,000, 100,000',
      [few, many].map(({ wasm }) => `${wasm.toFixed(2)} MB`).join(', '),
    );
    report.bar('all-wall', many.wall / handMany.wall);
  } finally {
    for (const tenant of tenants) await tenant.stop();
  }
}

const megabytes = ({ peak }) => `${peak.toFixed(0)} MB`;
