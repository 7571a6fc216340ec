// The part of a test runner's output that says which tests failed, and why.
import { stripVTControlCharacters } from 'node:util';

const maxLines = 200;

// Each runner's report of failures, from its first line to its last one.
const reports = [
  // node --test, with the reporter spec: at the end of the output.
  { first: /^✖ failing tests:$/, last: undefined },
  // cargo test and wasm-bindgen-test: one for each program of tests.
  { first: /^failures:$/, last: /^test result: FAILED/ },
];

// The line that names a failed test in such a report.
const name = /^(✖ .+|---- .+ ----|test .+ FAILED)$/;

/**
 * The report of failures in an output, at most 200 lines. Of a longer one the last lines are replaced by the names of their
 * tests. Without a report, because a runner crashed or a test doesn't compile, the last lines of the output.
 * @param {string} output
 */
export function failuresOf(output) {
  const lines = stripVTControlCharacters(output).trimEnd().split(/\r?\n/);
  const found = reports.flatMap((report) => sectionsOf(lines, report));
  return (found.length > 0 ? shortened(found) : lines.slice(-maxLines)).join('\n');
}

/** @param {string[]} lines @param {{ first: RegExp, last?: RegExp }} report */
function sectionsOf(lines, { first, last }) {
  const begin = lines.findIndex((line) => first.test(line));
  if (begin < 0) return [];
  if (!last) return lines.slice(begin);
  const length = lines.slice(begin).findIndex((line) => last.test(line));
  if (length < 0) return lines.slice(begin);
  const end = begin + length + 1;
  return [...lines.slice(begin, end), ...sectionsOf(lines.slice(end), { first, last })];
}

/** @param {string[]} lines */
function shortened(lines) {
  if (lines.length <= maxLines) return lines;
  const names = (from) => lines.slice(from).filter((line) => name.test(line));
  const kept = Math.max(maxLines / 2, maxLines - 1 - names(maxLines / 2).length);
  const more = `… ${lines.length - kept} more lines are above, in the runner's own output. They are about:`;
  return [...lines.slice(0, kept), more, ...names(kept).slice(0, maxLines / 2 - 1)];
}
