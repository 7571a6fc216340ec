// Medians of runs that alternate, so that a noisy machine is unfair to none.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
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

/** Runs the contenders A B C A B C …, and gives the median of each. */
export async function alternate(contenders, rounds) {
  const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  // One round that isn't counted: code is compiled, connections are opened.
  for (const body of Object.values(contenders)) await body();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, body] of Object.entries(contenders)) results[name].push(await timed(body));
  }
  return Object.fromEntries(
    Object.entries(results).map(([name, times]) => [
      name,
      { wall: median(times.map(({ wall }) => wall)), cpu: median(times.map(({ cpu }) => cpu)) },
    ]),
  );
}

export const ratio = (a, b) => Math.round((100 * a) / b) / 100;
