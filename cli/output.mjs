// Tables and a progress bar on a terminal, JSON when piped.

const isTerminal = () => Boolean(process.stdout.isTTY);

/**
 * Prints rows as a table, or as a JSON array.
 * @param {Record<string, any>[]} rows
 * @param {{ json?: boolean }} [options]
 */
export function printRows(rows, { json = !isTerminal() } = {}) {
  if (json) {
    printJson(rows);
    return;
  }
  process.stdout.write(table(rows));
}

/** Rows as the lines of a table, with the names of the columns first. @param {Record<string, any>[]} rows */
export function table(rows) {
  if (rows.length === 0) return '';
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, at) =>
    cells.reduce((most, line) => Math.max(most, line[at].length), 0),
  );
  const lines = cells.map((line) =>
    line
      .map((one, at) => one.padEnd(widths[at]))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Prints names and values, one pair a line. @param {[string, string][]} pairs */
export function printLines(pairs) {
  const width = Math.max(...pairs.map(([name]) => name.length));
  const lines = pairs.map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}\n`);
  process.stdout.write(lines.join(''));
}

/** @param {unknown} value */
export const printJson = (value) =>
  void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

/** Prints a message to standard error, so that it isn't piped with the output. @param {string} text */
export const printMessage = (text) => void process.stderr.write(`${text}\n`);

/** A line for each note. @param {string[]} notes */
export const notesOf = (notes) => notes.map((note) => `note: ${note}\n`).join('');

/** @param {unknown} value */
const cell = (value) =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : // Control characters in a tenant's data must not reach the terminal.
        // eslint-disable-next-line no-control-regex
        String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');

// What each phase is called on a terminal.
const phases = {
  lookUp: 'looking up',
  reassign: 'setting the manager',
  deactivate: 'deactivating',
  verify: 'verifying',
  reject: 'rejecting approvals',
  send: 'sending',
  change: 'changing',
  report: 'done',
};

/**
 * @typedef {Pick<import('workfront-actions').Progress, 'done' | 'total'> &
 *   Partial<import('workfront-actions').Progress>} Shown
 */

/** Shows the progress on a terminal; does nothing elsewhere. */
export function progressBar() {
  const { stderr } = process;
  if (!stderr.isTTY) return { onProgress: () => {}, end: () => {} };
  return {
    onProgress: (/** @type {Shown} */ progress) =>
      void stderr.write(`\r${progressLine(progress)}\x1b[K`),
    end: () => void stderr.write('\r\x1b[K'),
  };
}

/** @param {Shown} progress */
export function progressLine({ phase, done, total, failed = 0, requests }) {
  const full = total > 0 ? Math.round((30 * done) / total) : 0;
  const parts = [
    `${done}/${total}`,
    failed > 0 && `${failed} failed`,
    requests !== undefined && `${requests} requests`,
    phase && phases[phase],
  ];
  return `[${'#'.repeat(full)}${'-'.repeat(30 - full)}] ${parts.filter(Boolean).join(', ')}`;
}
