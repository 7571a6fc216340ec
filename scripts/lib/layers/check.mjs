// `npm run check`: the dependencies between the layers of each Rust crate.
import { readFileSync } from 'node:fs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { listedOrderOf, orderOf } from './order.mjs';
import { rustViolations } from './rust.mjs';

const textOf = (...path) => readFileSync(inRoot(...path), 'utf8');

/** The source folders, with the order of their layers. */
const crates = () => [
  { folder: 'src', order: orderOf(textOf('docs', 'architecture.md'), 'src') },
  { folder: 'sandbox/src', order: listedOrderOf(textOf('sandbox', 'src', 'lib.rs')) },
];

export function checkRustLayers() {
  const violations = crates().flatMap(({ folder, order }) =>
    rustViolations(inRoot(folder), order).map((line) => `${folder}/${line}`),
  );
  if (violations.length > 0) throw new Problem(violations.join('\n'));
}
