// `npm run check`: the arrows of the Rust crates, in the order that docs/architecture.md has.
import { readFileSync } from 'node:fs';
import { inRoot } from '../paths.mjs';
import { Problem } from '../problem.mjs';
import { orderOf } from './order.mjs';
import { rustViolations } from './rust.mjs';

/** The source folders whose order is in docs/architecture.md. */
const CRATES = ['src'];

export function checkRustArrows() {
  const text = readFileSync(inRoot('docs', 'architecture.md'), 'utf8');
  const violations = CRATES.flatMap((crate) =>
    rustViolations(inRoot(crate), orderOf(text, crate)).map((line) => `${crate}/${line}`),
  );
  if (violations.length > 0) throw new Problem(violations.join('\n'));
}
