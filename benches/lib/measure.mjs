// Medians of alternating runs, so that a noisy machine affects all contenders alike.

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
 * Calls the contenders A B C C B A A B C …, and returns the median of each of their measures, and all rounds. Each runs
 * equally often after each of the others, because it may collect their garbage.
 */
export async function alternately(contenders, rounds) {
  const results = new Map(Object.keys(contenders).map((name) => [name, []]));
  const turns = Object.entries(contenders);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, body] of turns) results.get(name).push(await body(round));
    turns.reverse();
  }
  return Object.fromEntries(
    [...results].map(([name, measured]) => [name, { ...medians(measured), rounds: measured }]),
  );
}

/** The ratio of two contenders: the median of the rounds' ratios, as the machine's speed varies. */
export const ratioOf = (own, other, measure) =>
  median(own.rounds.map((one, at) => one[measure] / other.rounds[at][measure]));

/** Times the contenders alternately, after one uncounted round that compiles code and opens connections. */
export async function alternate(contenders, rounds) {
  for (const body of Object.values(contenders)) await body();
  return alternately(
    Object.fromEntries(Object.entries(contenders).map(([name, body]) => [name, () => timed(body)])),
    rounds,
  );
}

const medians = (rounds) =>
  Object.fromEntries(
    Object.keys(rounds[0]).map((key) => [key, median(rounds.map((one) => one[key]))]),
  );

/** The exponent of a cost's growth: the slope of its logarithm over that of the amount, by least squares. */
export function exponent(points) {
  const logs = points.map(([amount, cost]) => [Math.log(amount), Math.log(cost)]);
  const mean = (at) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
