// Bar charts as SVG: stacked panels, each with its own scale, readable on light and dark pages.

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => escapes[sign]);

const [width, names, row, head, gap] = [760, 232, 30, 36, 18];
// The longest bar, with and without notes next to it.
const [longest, longestWithNotes] = [440, 250];

const style = `
    text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
    .title { font-weight: 600; font-size: 15px }
    .page { fill: #fff }
    .own { fill: #c2410c } .own.second { fill: #f0a37c }
    .other { fill: #8c959f }
    tspan.note { fill: #59636e; font-size: 12px }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .page { fill: #0d1117 } tspan.note { fill: #9198a1 }
      .own { fill: #f97316 } .own.second { fill: #9a4a17 } .other { fill: #656c76 }
    }
  `;

const number = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1);

/**
 * @param {string} label for screen readers
 * @param {{ title: string, bars: { name: string, parts: { name?: string, value: number }[] }[] }[]} panels
 */
export function barChart(label, panels) {
  const hasNotes = panels.some(({ bars }) =>
    bars.some(({ parts }) => parts.some(({ name }) => name)),
  );
  const room = hasNotes ? longestWithNotes : longest;
  let top = gap;
  const drawn = panels.map(({ title, bars }) => {
    const max = Math.max(...bars.map(totalOf));
    const lines = bars.map((bar, at) => drawBar(bar, top + head + at * row, room / max));
    const text = `<text class="title" x="16" y="${top + 14}">${escaped(title)}</text>`;
    top += head + bars.length * row + gap;
    return [text, ...lines].join('\n  ');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}" role="img" aria-label="${escaped(`${label}: ${panels.map(({ title }) => title).join('; ')}`)}">
  <style>${style}</style>
  <rect class="page" width="${width}" height="${top}" rx="6"/>
  ${drawn.join('\n  ')}
</svg>
`;
}

const totalOf = ({ parts }) => parts.reduce((sum, { value }) => sum + value, 0);

function drawBar(bar, y, scale) {
  const kind = bar.name.startsWith('workfront-actions') ? 'own' : 'other';
  let x = names;
  const rects = bar.parts.map(({ value }, at) => {
    const long = Math.max(1, value * scale);
    const rect = `<rect class="${kind}${at > 0 ? ' second' : ''}" x="${x.toFixed(1)}" y="${y}" width="${long.toFixed(1)}" height="20"/>`;
    x += long;
    return rect;
  });
  const total = number(totalOf(bar));
  const named = bar.parts.filter(({ name }) => name !== undefined);
  const notes = named.map(({ name, value }) =>
    named.length > 1 ? `${name} ${number(value)}` : name,
  );
  const note = notes.length > 0 ? ` <tspan class="note">${escaped(notes.join(', '))}</tspan>` : '';
  const text = (at, content) => `<text x="${at.toFixed(1)}" y="${y + 15}">${content}</text>`;
  return `<g>${text(16, escaped(bar.name))}${rects.join('')}${text(x + 8, total + note)}</g>`;
}
