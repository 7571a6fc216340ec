// Runs cells concurrently, because a cell waits most of the time.
import { runCell } from './cell.mjs';

/** Runs all cells and returns their results in the cells' order. `kinds` has the kinds of each scenario. */
export async function runAll(cells, { kinds, width = 24, onResult = () => {} }) {
  const results = Array.from({ length: cells.length });
  let next = 0;
  const work = async () => {
    for (let at = next++; at < cells.length; at = next++) {
      const cell = cells[at];
      const result = await runCell(cell, kinds.get(cell.scenario.id));
      onResult({ cell, ...result });
      results[at] = { cell, ...kept(result) };
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}

/** The part of a result that is kept: errors and requests reference large objects. */
function kept({ verdict, code, why, needless, by, error, output }) {
  const shown = output && JSON.stringify(output).slice(0, 400);
  const failure = error && { kind: error.kind, message: error.message.slice(0, 400) };
  return { verdict, code, why, needless, by, output: shown, error: failure };
}
