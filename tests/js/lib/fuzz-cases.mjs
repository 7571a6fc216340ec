// How many cases a property runs, and which: a number, never a time, and the same cases in every run of the tests.
const { env } = process;

const numberOf = (name) => {
  const text = env[name];
  if (!text) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${name} must be a number above 0, but is '${text}'`);
};

/**
 * The parameters of fast-check: `usual` cases take about 2 s on an idle core. WORKFRONT_FUZZ_TIMES multiplies them,
 * WORKFRONT_FUZZ_CASES replaces them, and WORKFRONT_FUZZ_SEED chooses other cases; `npm run fuzz` sets it. A slow case counts as
 * `weight` cases of that number.
 */
export function fuzzCases(usual, weight = 1) {
  const times = numberOf('WORKFRONT_FUZZ_TIMES') ?? 1;
  const cases = numberOf('WORKFRONT_FUZZ_CASES');
  const seed = numberOf('WORKFRONT_FUZZ_SEED') ?? 1;
  return {
    numRuns: cases === undefined ? usual * times : Math.ceil(cases / weight),
    seed,
  };
}
