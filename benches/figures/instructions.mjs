import { canCount, instructionsOf } from '../lib/instructions.mjs';

export const about =
  'instructions of one call once the engine has compiled it, counted by valgrind (cachegrind) as the difference of many ' +
  'calls and fewer, with an answer from memory: no socket, no clock, so they are the same in each run of one Node. By hand ' +
  'is the same answer through the same stand-in for `fetch`.';

const tasks = [
  { task: 'page', figure: 'search page of 2,000', counts: [30, 90], bar: 'page-instructions' },
  { task: 'create', figure: 'single create', counts: [2_000, 6_000], bar: 'create-instructions' },
];

export async function measure({ report }) {
  if (!canCount()) {
    const why = 'valgrind is not installed';
    report.skip('instructions', why, ['page-instructions', 'create-instructions']);
    return;
  }
  for (const { task, figure, counts, bar } of tasks) {
    const own = await instructionsOf(task, 'workfront-actions', counts);
    const floor = await instructionsOf(task, 'by hand', counts);
    report.bar(bar, task === 'page' ? own / floor : (own - floor) / 1_000);
    report.row(
      `${figure}, instructions; by hand`,
      [own, floor].map((one) => `${(one / 1_000).toFixed(0)} thousand`).join('; '),
    );
  }
}
