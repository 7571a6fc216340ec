// npm run fuzz [-- --times N | --cases N] [--seed N] [--only rust|js]
// The properties of `npm test` with more cases, and others: ten times as many, N times as many, or N cases each. --seed repeats
// a run. The Rust ones also write a failure into proptest-regressions/.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { locked, nativeCargo } from './lib/cargo-native.mjs';
import { buildPackage } from './lib/package.mjs';
import { main, Problem } from './lib/problem.mjs';
import { run } from './lib/run.mjs';
import { runSteps } from './lib/steps.mjs';

const text = { type: 'string' };

await main(async () => {
  const { values } = parseArgs({ options: { times: text, cases: text, seed: text, only: text } });
  const env = {
    WORKFRONT_FUZZ_TIMES: number('times', values.times ?? '10'),
    ...(values.cases && { WORKFRONT_FUZZ_CASES: number('cases', values.cases) }),
    WORKFRONT_FUZZ_SEED: number('seed', values.seed ?? String(randomInt(1, 2 ** 31))),
  };
  console.log(`seed ${env.WORKFRONT_FUZZ_SEED}`);
  const parts = { rust: () => rust(env), js: () => js(env) };
  if (values.only && !(values.only in parts)) {
    throw new Problem(`--only must be rust or js, but is '${values.only}'.`);
  }
  const names = values.only ? [values.only] : Object.keys(parts);
  await runSteps(names.map((name) => ({ name: `properties: ${name}`, body: parts[name] })));
});

function rust(env) {
  const tests = ['--test', 'native', '--test', 'tenant'];
  run(nativeCargo(), ['test', '--workspace', ...locked, ...tests, 'fuzz::'], { env });
}

async function js(env) {
  await buildPackage();
  run(process.execPath, ['--test', '--test-reporter=spec', 'tests/js/fuzz.test.mjs'], { env });
}

function number(name, value) {
  if (/^[1-9]\d*$/.test(value)) return value;
  throw new Problem(`--${name} must be a whole number above 0, but is '${value}'.`);
}
