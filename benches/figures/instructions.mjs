import { canCount, instructionsOf } from '../lib/instructions.mjs';

export const about =
  'instructions of one call after the engine has compiled it, counted by valgrind (cachegrind) as the difference between ' +
  'many calls and fewer. The response comes from memory, without a socket or a clock, so each run of the same Node has the ' +
  'same count. By hand is the same response through the same mock of `fetch`.';

const tasks = [
  { task: 'page', figure: 'search page of 2,000', counts: [30, 90], bar: 'page-instructions' },
  { task: 'create', figure: 'single create', counts: [8_000, 12_000], bar: 'create-instructions' },
];

export async function measure({ report }) {
  if (!canCount()) {
    const why = 'valgrind is not installed';
    report.skip('instructions', why, ['page-instructions', 'create-instructions']);
    return;
  }
  for (const { task, figure, counts, bar } of tasks) {
    const own = await instructionsOf(task, 'workfront-actions', counts);
    const hand = await instructionsOf(task, 'by hand', counts);
    report.bar(bar, task === 'page' ? own / hand : (own - hand) / 1_000);
    report.row(
      `${figure}, instructions; by hand`,
      [own, hand].map((one) => `${(one / 1_000).toFixed(0)} thousand`).join('; '),
    );
  }
}
