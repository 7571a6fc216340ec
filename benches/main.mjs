// npm run bench: measures, prints, and writes docs/performance.md's figures and charts.
//   npm run bench -- start size     only these; nothing is written
//   npm run bench -- --quick        fewer rounds; nothing is written
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { main, Problem } from '../scripts/lib/problem.mjs';
import { inRoot } from '../scripts/lib/paths.mjs';
import { barChart } from './lib/chart.mjs';
import { between, figuresText } from './lib/page.mjs';
import { budgets, Report } from './lib/report.mjs';
import { parseArgs } from './lib/parse-args.mjs';
import { startTenant } from './lib/tenant.mjs';

const order = [
  ...['sizes', 'page', 'write', 'creates', 'start', 'search-all', 'offboarding', 'plans'],
  ...['reconcile', 'filters', 'dry-run', 'events', 'instructions'],
];

await main(async () => {
  const { names, isQuick, isWhole } = parseArgs(process.argv.slice(2), order);
  const report = new Report(budgets());
  const rounds = (many, few) => (isQuick ? few : many);
  const figures = [];
  const began = performance.now();
  for (const name of names) {
    const started = performance.now();
    const { about, measure } = await import(`./figures/${name}.mjs`);
    figures.push({ name, about });
    console.log(`── ${name}`);
    // A new tenant for each figure, so that the writes of one don't slow the next.
    const tenant = await startTenant({ people: 2_200, maxConcurrent: 100 });
    try {
      await measure({ report, rounds, tenant });
    } finally {
      await tenant.stop();
    }
    console.log(`     (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
  console.log(`\nMeasured in ${((performance.now() - began) / 1000).toFixed(0)} s.`);

  if (isWhole) write(report, figures);
  const violations = report.violations();
  if (isWhole) violations.push(...report.unmeasured().map((id) => `${id} was not measured.`));
  if (violations.length > 0) {
    throw new Problem(`${violations.join('\n')}\nBars and limits are in budgets.json.`);
  }
});

function write(report, figures) {
  const machine = `${cpus().length} × ${cpus()[0].model}, ${process.platform}, Node ${process.versions.node}`;
  const page = inRoot('docs', 'performance.md');
  const text = figuresText(report, machine, figures);
  writeFileSync(page, between(readFileSync(page, 'utf8'), 'figures', text));
  const { size, page: pages, write: writes } = report.charts;
  const bars = (times) => times.map(([name, value]) => ({ name, parts: [{ value }] }));
  writeFileSync(inRoot('docs', 'performance-size.svg'), barChart('Size', size));
  const time = [
    { title: 'A search page of 2,000 users, ms (median)', bars: bars(pages) },
    { title: 'A single write, ms (median)', bars: bars(writes) },
  ];
  writeFileSync(inRoot('docs', 'performance-time.svg'), barChart('Time', time));
}
