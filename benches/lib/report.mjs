// Collects what was measured, and says what is met, missed and past its limit.
import { readFileSync } from 'node:fs';
import { barOf, complaint, judge, speltBeside } from '../../scripts/lib/budgets.mjs';

export class Report {
  /** Figures that have a bar or a limit. */
  bars = new Map();
  /** Those that are told beside them. */
  rows = [];
  charts = {};
  #budgets;
  #log;

  /** @param {Record<string, object>} budgets the bars of budgets.json */
  constructor(budgets, log = console.log) {
    this.#budgets = budgets;
    this.#log = log;
  }

  /** A figure with a bar, by its name in budgets.json. */
  bar(id, value) {
    const budget = this.#budgets[id];
    if (budget === undefined) throw new Error(`budgets.json has no bar ${id}`);
    if (this.bars.has(id)) throw new Error(`${id} is measured twice`);
    const verdict = judge(budget, value);
    this.bars.set(id, { ...budget, value, ...verdict });
    const mark = verdict.isCrossed
      ? 'OVER'
      : { true: 'ok  ', false: 'MISS', undefined: '    ' }[verdict.isMet];
    const bar = barOf(budget);
    this.#log(`${mark} ${budget.figure}: ${speltBeside(budget, value)}${bar && ` (bar ${bar})`}`);
  }

  /** A figure without one. */
  row(figure, text) {
    this.rows.push({ figure, text });
    this.#log(`     ${figure}: ${text}`);
  }

  /** What can't be measured here, and which bars that leaves open. */
  skip(figure, why, ids = []) {
    this.rows.push({ figure, text: `not measured: ${why}` });
    for (const id of ids) this.bars.set(id, { ...this.#budgets[id], why });
    this.#log(`SKIP ${figure}: ${why}`);
  }

  /** Lines for everything that is past its limit. */
  complaints() {
    return [...this.bars.values()]
      .filter(({ isCrossed }) => isCrossed)
      .map((figure) => complaint(figure, figure.value));
  }

  /** The bars that nothing was measured for. */
  unmeasured() {
    return Object.keys(this.#budgets).filter((id) => !this.bars.has(id));
  }
}

export const budgets = () =>
  JSON.parse(readFileSync(new URL('../../budgets.json', import.meta.url), 'utf8')).bars;
