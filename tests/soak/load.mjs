// The load of one round: workers that make one call after the other.
import { breakDown, others } from './calls/others.mjs';
import { reads } from './calls/reads.mjs';
import { writes } from './calls/writes.mjs';
import { chance } from './chance.mjs';

const scenarios = { ...reads, ...writes, ...others };

/** How often each scenario is in a worker's deck. */
const weights = {
  ...{ get: 4, search: 3, searchAll: 3, count: 1, lookup: 1, testConnection: 1, subscriptions: 1 },
  ...{ call: 2, missing: 1, invalid: 1, changes: 2, life: 5, provision: 3, many: 4 },
  ...{ visitor: 2, monitor: 1 },
};
const deck = Object.entries(weights).flatMap(([name, count]) => Array(count).fill(name));
const breakdownProbability = 0.01;

/**
 * Runs a round until `isOver()`. `breaks`: whether the WebAssembly breaks down, at least once.
 * @param {object} soak what the scenarios use, see run.mjs
 * @param {{ round: number, breaks: boolean, isOver: () => boolean }} options
 */
export async function runRound(soak, { round, breaks, isOver }) {
  const { seed, width } = soak.options;
  const work = async (worker) => {
    const choices = chance(seed + round * 1_009 + worker * 1_000_003);
    const own = { ...soak, choices, call: caller(soak) };
    let cards = [];
    for (let count = 0; !isOver(); count += 1) {
      if (cards.length === 0) cards = choices.shuffled(deck);
      for (const plant of soak.options.planted) plant.call?.(soak);
      const isFirst = worker === 0 && count === 2;
      if (breaks && (isFirst || choices.is(breakdownProbability))) await breakDown(own);
      await scenarios[cards.pop()](own);
    }
  };
  await Promise.all(Array.from({ length: width }, (_, worker) => work(worker)));
}

/** A function that calls an action with a context of a random kind, and tallies the outcome. */
const caller =
  ({ wf, tally, contexts }) =>
  async (action, input, { expected, ...more } = {}) => {
    const { context, end } = contexts.create();
    const both = Object.keys(more).length > 0 ? { ...context, ...more } : context;
    try {
      return await tally.run(action, () => wf.run(action, input, both), expected);
    } finally {
      end();
    }
  };
