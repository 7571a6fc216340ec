// Writes what was measured between the marks of docs/performance.md, and the charts beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (name) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
const [begin, end] = ['<!-- figures -->', '<!-- /figures -->'];

export function writeReport(rows, { time }, machine) {
  const lines = rows.map(({ figure, value, bar = '', isMet }) => {
    const verdict = isMet === undefined ? '' : isMet ? 'met' : '**missed**';
    return `| ${figure} | ${value} | ${bar} | ${verdict} |`;
  });
  const table = ['| figure | measured | bar | |', '| --- | --- | --- | --- |', ...lines].join('\n');
  const page = readFileSync(file('performance.md'), 'utf8');
  const [before, rest] = page.split(begin);
  const after = rest.split(end)[1];
  const text = `${before}${begin}\nMeasured on ${machine}.\n\n${table}\n${end}${after}`;
  writeFileSync(file('performance.md'), text);
  writeFileSync(file('performance-time.svg'), chart('A single write, milliseconds (median)', time));
}

/** Bars, as plain as can be. */
function chart(title, bars) {
  const most = Math.max(...bars.map(([, value]) => value));
  const rows = bars.map(([name, value], at) => {
    const y = 40 + at * 32;
    const width = Math.round((380 * value) / most);
    const text = `font-family="sans-serif" font-size="13" fill="#222"`;
    return `  <text x="10" y="${y + 14}" ${text}>${name}</text>
  <rect x="220" y="${y}" width="${width}" height="20" rx="3" fill="${name.startsWith('workfront-actions') ? '#eb1000' : '#999'}"/>
  <text x="${228 + width}" y="${y + 14}" ${text}>${value.toFixed(2)}</text>`;
  });
  const height = 50 + bars.length * 32;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="680" height="${height}" role="img" aria-label="${title}">
  <rect width="680" height="${height}" fill="#fff"/>
  <text x="10" y="24" font-family="sans-serif" font-size="15" font-weight="bold" fill="#222">${title}</text>
${rows.join('\n')}
</svg>
`;
}
