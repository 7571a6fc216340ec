// The figures of a run, for people.
import { median, thirds } from './checks.mjs';

const MiB = 1_048_576;
const inMiB = (bytes) => `${(bytes / MiB).toFixed(2)} MiB`;
const list = (counts) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** A table in Markdown. */
export function table(figures) {
  const { samples } = figures;
  const parts = thirds(samples);
  const medians = (name, show = inMiB) =>
    parts.map((part) => show(median(part.map((one) => one[name])))).join(', ');
  const rows = {
    seed: figures.seed,
    seconds: Math.round(figures.seconds),
    calls: `${figures.calls}, of which ${figures.ok} succeeded`,
    errors: list(figures.kinds),
    requests: `${figures.requests}, of which ${figures.struck} with a fault; ${figures.monitored} through global fetch`,
    'aborts by callers': figures.aborts,
    'failures of host functions': figures.hostFailures,
    breakdowns: figures.breakdowns,
    'refresh tokens': figures.tokens,
    'plugins opened and closed': figures.pluginsAdded,
    'events handled': `${figures.events}; ${figures.eventErrors} errors`,
    'users compared with the tenant': figures.compared,
    'heap, median of each third': medians('heap'),
    'memory outside the heap': medians('external'),
    'resident memory': medians('rss'),
    'pages of the WebAssembly': medians('pages', String),
    'left at the end': `${figures.connections} connections, ${figures.resources.length} resources, ${figures.plugins} plugins, ${figures.signals} signals`,
  };
  const lines = Object.entries(rows).map(([name, value]) => `| ${name} | ${value} |`);
  return ['| figure | value |', '| --- | --- |', ...lines].join('\n');
}
