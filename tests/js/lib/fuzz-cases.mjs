// How many cases a property runs: a number, never a time.
const { env } = process;

const numberOf = (name) => {
  const text = env[name];
  if (!text) return undefined;
  const number = Number(text);
  // A seed may be negative.
  if (Number.isInteger(number) && number !== 0) return number;
  throw new Error(`${name} must be a whole number other than 0, but is '${text}'`);
};

/**
 * The parameters of fast-check: `usual` cases take about 2 s on an idle core. WORKFRONT_FUZZ_TIMES multiplies them,
 * WORKFRONT_FUZZ_CASES replaces them, and WORKFRONT_FUZZ_SEED runs the cases of a failure again. A slow case counts as
 * `weight` cases of that number.
 */
export function fuzzCases(usual, weight = 1) {
  const times = numberOf('WORKFRONT_FUZZ_TIMES') ?? 1;
  const cases = numberOf('WORKFRONT_FUZZ_CASES');
  const seed = numberOf('WORKFRONT_FUZZ_SEED');
  return {
    numRuns: cases === undefined ? usual * times : Math.ceil(cases / weight),
    ...(seed !== undefined && { seed }),
  };
}
