// Shows the progress of a long action: a bar on a terminal, plain lines elsewhere.

const width = 30;

/** @param {NodeJS.WriteStream} out @param {string} what */
export function progressBar(out, what) {
  let drawn = false;
  let last = '';
  const update = (
    /** @type {import('workfront-actions').Progress} */ { done, total, requests },
  ) => {
    const counts = `${done} of ${total} (${requests} requests)`;
    // The last call repeats the numbers of the report.
    if (counts === last) return;
    last = counts;
    if (!out.isTTY) {
      out.write(`${what}: ${counts}\n`);
      return;
    }
    const filled = total === 0 ? width : Math.round((done / total) * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    // Return to the start of the line, and clear the rest of a longer text.
    out.write(`\r${what} ${bar} ${counts}\u001b[K`);
    drawn = true;
  };
  const end = () => {
    if (drawn) out.write('\n');
  };
  return { update, end };
}
