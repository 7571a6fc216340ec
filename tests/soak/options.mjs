// The command line of the soak.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { plants } from './plants.mjs';

const text = { type: 'string' };

/** `--seconds N` or `--calls N` is how long it runs: 120 s if neither is given. */
export function readOptions(args = process.argv.slice(2)) {
  const { values } = parseArgs({
    args,
    options: { seconds: text, calls: text, seed: text, width: text, patience: text, plant: text },
  });
  const number = (name, otherwise) => {
    const value = values[name];
    if (value === undefined) return otherwise;
    if (/^[1-9]\d*$/.test(value)) return Number(value);
    throw new TypeError(`--${name} must be a whole number above 0, but is '${value}'`);
  };
  if (values.seconds !== undefined && values.calls !== undefined) {
    throw new TypeError('--seconds and --calls exclude each other');
  }
  const planted = values.plant?.split(',') ?? [];
  const unknown = planted.find((name) => !(name in plants));
  if (unknown !== undefined) {
    throw new TypeError(`--plant must be of ${Object.keys(plants).join()}, but is '${unknown}'`);
  }
  const calls = number('calls', undefined);
  return {
    calls,
    seconds: calls === undefined ? number('seconds', 120) : undefined,
    seed: number('seed', randomInt(1, 2 ** 31)),
    /** How many calls run at the same time. */
    width: number('width', 16),
    /** How long, in seconds, connections, timers and garbage may take to disappear after the end. */
    patience: number('patience', 60),
    planted: planted.map((name) => plants[name]),
  };
}
