// Parses the arguments of `npm run bench`.
import { Problem } from '../../scripts/lib/problem.mjs';

/** @param {string[]} args @param {string[]} order all figures */
export function parseArgs(args, order) {
  const isQuick = args.includes('--quick');
  const requested = args.filter((arg) => !['--quick', '--hosts'].includes(arg));
  const matches = requested.map((arg) => order.find((name) => name === arg || name === `${arg}s`));
  const unknown = requested.find((_, at) => matches[at] === undefined);
  if (unknown !== undefined) {
    throw new Problem(`'${unknown}' is not a figure; the figures are ${order.join(', ')}.`);
  }
  const names = requested.length === 0 ? order : order.filter((name) => matches.includes(name));
  return { names, isQuick, isWhole: requested.length === 0 && !isQuick };
}
