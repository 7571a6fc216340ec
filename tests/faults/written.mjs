// What the process writes to its standard streams, as far as it contains a secret. Cells run concurrently: the secret shows
// which cell wrote it.
import { secretFinder } from '../lib/secrets.mjs';

const find = secretFinder();
const leaks = [];

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write;
  stream.write = function (chunk, ...rest) {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const found = find(text);
    if (found) leaks.push(text);
    return write.call(this, chunk, ...rest);
  };
}

/** The texts with secrets of this cell, which are forgotten then. @param {import('./secrets.mjs').Secrets} secrets */
export function takeWritten({ id }) {
  const own = leaks.filter((text) => text.includes(id));
  for (const text of own) leaks.splice(leaks.indexOf(text), 1);
  return own;
}

/** How many texts with secrets no cell has claimed: those of a report, or in an encoding that hides the cell. */
export const unclaimed = () => leaks.length;
