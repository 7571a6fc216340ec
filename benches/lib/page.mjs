// The generated part of docs/performance.md, between its marks.
import { formatBar, formatNearBar } from '../../scripts/lib/budgets.mjs';

const table = (head, lines) =>
  [
    head,
    head.map(() => '---'),
    ...lines.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|'))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const verdictOf = ({ isMet, why }) =>
  why !== undefined
    ? 'not measured'
    : { true: 'met', false: '**missed**', undefined: '' }[String(isMet)];

/**
 * @param {import('./report.mjs').Report} report
 * @param {string} machine
 * @param {{ name: string, about: string }[]} figures
 */
export function figuresText(report, machine, figures) {
  const withBar = [...report.bars.values()].filter(({ bar }) => bar !== undefined);
  const withoutBar = [...report.bars.values()].filter(({ bar }) => bar === undefined);
  const measured = (one) => one.why ?? formatNearBar(one, one.value);
  return [
    `Measured on ${machine}.`,
    table(
      ['figure', 'measured', 'bar', ''],
      withBar.map((one) => [one.figure, measured(one), formatBar(one), verdictOf(one)]),
    ),
    'Without a bar:',
    table(
      ['figure', 'measured'],
      [
        ...withoutBar.map((one) => [one.figure, measured(one)]),
        ...report.rows.map(({ figure, text }) => [figure, text]),
      ],
    ),
    'How each is measured:',
    figures.map(({ name, about }) => `- **${name}**: ${about}`).join('\n'),
  ].join('\n\n');
}

/** The page with the text between the marks replaced. */
export function between(page, mark, text) {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page has no ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
