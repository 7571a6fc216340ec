// Medians of runs that alternate, so that a noisy machine is unfair to none.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Wall and CPU time of a body, in milliseconds. */
export async function timed(body) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await body();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000 };
}

/**
 * Calls the contenders A B C C B A A B C …, and gives the median of each measure that they answer with, and all rounds.
 * Each has either neighbour before it as often: what one leaves behind, the next one's collector picks up.
 */
export async function alternately(contenders, rounds) {
  const results = new Map(Object.keys(contenders).map((name) => [name, []]));
  const turns = Object.entries(contenders);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, body] of turns) results.get(name).push(await body(round));
    turns.reverse();
  }
  return Object.fromEntries(
    [...results].map(([name, answers]) => [name, { ...medians(answers), rounds: answers }]),
  );
}

/** How many times as much one is as the other: the median of the rounds' ratios, as machines grow faster and slower. */
export const ratioOf = (own, other, measure) =>
  median(own.rounds.map((one, at) => one[measure] / other.rounds[at][measure]));

/** Times the contenders in turns, after one round that isn't counted: code is compiled, connections are opened. */
export async function alternate(contenders, rounds) {
  for (const body of Object.values(contenders)) await body();
  return alternately(
    Object.fromEntries(Object.entries(contenders).map(([name, body]) => [name, () => timed(body)])),
    rounds,
  );
}

const medians = (answers) =>
  Object.fromEntries(
    Object.keys(answers[0]).map((key) => [key, median(answers.map((one) => one[key]))]),
  );

/** How a cost grows: the slope of its logarithm over that of the amount, by least squares. */
export function exponent(points) {
  const logs = points.map(([amount, cost]) => [Math.log(amount), Math.log(cost)]);
  const mean = (at) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
