// What the command line asks for.
import { Problem } from '../../scripts/lib/problem.mjs';

/** @param {string[]} args @param {string[]} order every figure there is */
export function chosen(args, order) {
  const isQuick = args.includes('--quick');
  const asked = args.filter((arg) => !['--quick', '--hosts'].includes(arg));
  const found = asked.map((arg) => order.find((name) => name === arg || name === `${arg}s`));
  const unknown = asked.find((_, at) => found[at] === undefined);
  if (unknown !== undefined) {
    throw new Problem(`There is no figure ${unknown}; there are ${order.join(', ')}.`);
  }
  const names = asked.length === 0 ? order : order.filter((name) => found.includes(name));
  return { names, isQuick, isWhole: asked.length === 0 && !isQuick };
}
