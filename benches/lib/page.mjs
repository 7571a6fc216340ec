// What docs/performance.md says between its marks.
import { barOf, speltBeside } from '../../scripts/lib/budgets.mjs';

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
  const barred = [...report.bars.values()].filter(({ bar }) => bar !== undefined);
  const held = [...report.bars.values()].filter(({ bar }) => bar === undefined);
  const measured = (one) => one.why ?? speltBeside(one, one.value);
  return [
    `Measured on ${machine}.`,
    table(
      ['figure', 'measured', 'bar', ''],
      barred.map((one) => [one.figure, measured(one), barOf(one), verdictOf(one)]),
    ),
    'Beside the bars:',
    table(
      ['figure', 'measured'],
      [
        ...held.map((one) => [one.figure, measured(one)]),
        ...report.rows.map(({ figure, text }) => [figure, text]),
      ],
    ),
    'How each is taken:',
    figures.map(({ name, about }) => `- **${name}**: ${about}`).join('\n'),
  ].join('\n\n');
}

/** The page with other text between the marks. */
export function between(page, mark, text) {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page has no ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
