import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alternately, exponent, ratioOf } from '../lib/measure.mjs';
import { printed } from '../lib/child.mjs';
import { peopleOf } from '../lib/people-of.mjs';
import { startTenant } from '../lib/tenant.mjs';

export const about =
  '`reconcile` of 1,000, 10,000 and 100,000 people, a JSON file with 5 fields each, against as many users; every hundredth ' +
  'person has another title. Each in a fresh process, alternating with a program that only reads the same file and the same ' +
  'pages of users with the same fields, four at once. The tenant caches its responses (building a page takes it longer than ' +
  'all the rest), and has a latency of 20 ms: its pages are ready. “A page takes 250 ms”: the same with a latency of 250 ms. Memory is the largest resident set of the process less what it was with the ' +
  'people in memory, less the plan’s objects. “With names”: the list also names access levels, home groups and managers. The exponent is the slope of log(time) over log(people), as in **dry-run**.';

const amounts = [1_000, 10_000, 100_000];

export async function measure({ report, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  try {
    const results = [];
    const all = amounts.at(-1);
    for (const amount of amounts) results.push(await ofSize(amount, {}, folder, rounds(3, 1)));
    const named = await ofSize(all, { isNamed: true }, folder, rounds(3, 1));
    const slow = await ofSize(all, { latencyMs: 250 }, folder, rounds(3, 1));
    const { read, reconciled } = results.at(-1);
    report.bar('reconcile-wall', ratioOf(slow.reconciled, slow.read, 'wall'));
    report.bar('reconcile-ready', ratioOf(reconciled, read, 'wall'));
    report.bar('reconcile-names', ratioOf(named.reconciled, named.read, 'wall'));
    report.bar('reconcile-memory', reconciled.beyond);
    report.bar('reconcile-names-memory', named.reconciled.beyond);
    const growth = (kind) =>
      exponent(amounts.map((amount, at) => [amount, results[at].reconciled[kind]]));
    report.bar('reconcile-growth', Math.max(growth('wall'), growth('cpu')));
    const each = (text) => results.map(text).join(', ');
    const ms = (value) => `${value.toFixed(0)} ms`;
    report.row(
      'reconcile of 1,000, 10,000, 100,000 people: wall; CPU; reading both sides: wall; CPU',
      [
        each((one) => ms(one.reconciled.wall)),
        each((one) => ms(one.reconciled.cpu)),
        each((one) => ms(one.read.wall)),
        each((one) => ms(one.read.cpu)),
      ].join('; '),
    );
    report.row(
      'reconcile of 100,000 people with names: wall; CPU; reading both sides: wall; CPU',
      [named.reconciled.wall, named.reconciled.cpu, named.read.wall, named.read.cpu]
        .map(ms)
        .join('; '),
    );
    report.row(
      'reconcile of 100,000 people, a page takes 250 ms: wall; CPU; reading both sides: wall; CPU',
      [slow.reconciled.wall, slow.reconciled.cpu, slow.read.wall, slow.read.cpu].map(ms).join('; '),
    );
    const mb = (value) => `${value.toFixed(0)} MB`;
    report.row(
      'reconcile: memory beyond people and plan; the plan; peak memory; of reading both sides',
      [
        each((one) => mb(one.reconciled.beyond)),
        each((one) => mb(one.reconciled.plan)),
        each((one) => mb(one.reconciled.peak)),
        each((one) => mb(one.read.peak)),
      ].join('; '),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ofSize(amount, { isNamed = false, latencyMs = 20 }, folder, rounds) {
  // One more user than people: somebody is missing in the list.
  const tenant = await startTenant({ people: amount + 1, latencyMs, cachesReads: true });
  try {
    const { people, fields } = await peopleOf(tenant, amount, isNamed);
    const file = join(folder, `${amount}.json`);
    writeFileSync(file, JSON.stringify(people));
    const run = (how) => () =>
      printed('reconcile.mjs', [how, tenant.url, tenant.apiKey, file, fields.join(',')], {
        before: ['--expose-gc'],
      });
    // The tenant's first responses aren't cached.
    const contenders = { read: run('read'), reconciled: run('reconcile') };
    for (const first of Object.values(contenders)) await first();
    return await alternately(contenders, rounds);
  } finally {
    await tenant.stop();
  }
}
