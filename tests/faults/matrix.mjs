// The matrix: all cells, a sample of them, a slice of them.
import { scenarios } from './actions.mjs';
import { runCell } from './cell.mjs';
import { cellsOf } from './cells.mjs';

/** Runs each scenario without a fault, and returns all cells with the kinds of requests of each scenario. */
export async function matrix(chosen = scenarios) {
  const kinds = new Map();
  const cells = [];
  for (const scenario of chosen) {
    const plan = { type: 'none' };
    const cell = { scenario, plan, name: `${scenario.id} | none` };
    const { verdict, why, code, sent } = await runCell(cell);
    if (verdict === 'false') throw new Error(`${cell.name}: ${code} ${why}`);
    kinds.set(
      scenario.id,
      sent.map(({ kind }) => kind),
    );
    cells.push(cell, ...cellsOf(scenario, sent));
  }
  return { cells, kinds };
}

/**
 * A sample of about `size` cells, the same every time: it contains every action and every fault, and every nth of the
 * other cells.
 */
export function sample(cells, size) {
  const taken = new Set();
  const missing = {
    scenario: new Set(cells.map(({ scenario }) => scenario.id)),
    fault: new Set(cells.map(({ plan }) => plan.fault).filter(Boolean)),
  };
  const order = shuffled(cells);
  for (const cell of order) {
    const { scenario, plan } = cell;
    const isNew = missing.scenario.has(scenario.id) || missing.fault.has(plan.fault);
    if (!isNew) continue;
    missing.scenario.delete(scenario.id);
    missing.fault.delete(plan.fault);
    taken.add(cell);
  }
  for (const cell of order) {
    if (taken.size >= size) break;
    taken.add(cell);
  }
  return cells.filter((cell) => taken.has(cell));
}

/** The cells of slice `at` of `count`: each cell is in one slice. */
export const slice = (cells, at, count) =>
  shuffled(cells).filter((_, index) => index % count === at % count);

/** A pseudorandom order, the same every time. */
const shuffled = (cells) =>
  cells
    .map((cell) => ({ cell, key: hash(cell.name) }))
    .sort((a, b) => a.key - b.key)
    .map(({ cell }) => cell);

/** FNV-1a. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}
