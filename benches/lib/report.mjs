// Collects measurements, and compares them with their bars and limits.
import { readFileSync } from 'node:fs';
import { formatBar, violation, judge, formatNearBar } from '../../scripts/lib/budgets.mjs';

export class Report {
  /** Figures that have a bar or a limit. */
  bars = new Map();
  /** Figures without a bar. */
  rows = [];
  charts = {};
  #budgets;
  #log;

  /** @param {Record<string, object>} budgets the bars of budgets.json */
  constructor(budgets, log = console.log) {
    this.#budgets = budgets;
    this.#log = log;
  }

  /** Adds a figure with a bar, by its name in budgets.json. */
  bar(id, value) {
    const budget = this.#budgets[id];
    if (budget === undefined) throw new Error(`budgets.json has no bar ${id}`);
    if (this.bars.has(id)) throw new Error(`${id} is measured twice`);
    const verdict = judge(budget, value);
    this.bars.set(id, { ...budget, value, ...verdict });
    const mark = verdict.exceedsLimit
      ? 'OVER'
      : { true: 'ok  ', false: 'MISS', undefined: '    ' }[verdict.isMet];
    const bar = formatBar(budget);
    this.#log(`${mark} ${budget.figure}: ${formatNearBar(budget, value)}${bar && ` (bar ${bar})`}`);
  }

  /** Adds a figure without a bar. */
  row(figure, text) {
    this.rows.push({ figure, text });
    this.#log(`     ${figure}: ${text}`);
  }

  /** Adds a figure that can't be measured here, and the bars that it leaves unmeasured. */
  skip(figure, why, ids = []) {
    this.rows.push({ figure, text: `not measured: ${why}` });
    for (const id of ids) this.bars.set(id, { ...this.#budgets[id], why });
    this.#log(`SKIP ${figure}: ${why}`);
  }

  /** A line for each figure that exceeds its limit. */
  violations() {
    return [...this.bars.values()]
      .filter(({ exceedsLimit }) => exceedsLimit)
      .map((figure) => violation(figure, figure.value));
  }

  /** The bars without a measurement. */
  unmeasured() {
    return Object.keys(this.#budgets).filter((id) => !this.bars.has(id));
  }
}

export const budgets = () =>
  JSON.parse(readFileSync(new URL('../../budgets.json', import.meta.url), 'utf8')).bars;
