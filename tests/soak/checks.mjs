// The verdict: each check can fail, and none depends on how fast the machine is.

const MiB = 1_048_576;
/** How much more memory may be in use in the last third than in the second: code that becomes hot takes some. */
const maxGrowth = 1 * MiB;
/** How many pages of 64 KiB an instance may grow by after its first round. */
const maxPageGrowth = 2;
/** From so many calls on, each of these actions must have succeeded at least once. */
const wholeLoad = 1_000;
const actions = [
  ...[
    'search',
    'searchAll',
    'get',
    'create',
    'update',
    'deactivate',
    'delete',
    'batch',
    'offboard',
  ],
  ...['provision', 'changes', 'call', 'count', 'lookup', 'testConnection', 'subscriptions'],
];

/** The checks of a finished run, each `{ name, problem }`; `problem` is undefined if it passes. */
export function checkAll(figures) {
  return Object.entries(checks).map(([name, check]) => ({ name, problem: check(figures) }));
}

const checks = {
  'every call has settled': ({ calls, settled }) =>
    unless(calls === settled, `${calls - settled} of ${calls} calls have not settled`),
  'each outcome is an output, or an error that the call may have, without a secret': ({ wrong }) =>
    unless(wrong.length === 0, wrong.join('\n')),
  'no promise was rejected without a handler, nothing was thrown, no warning': ({ uncaught }) =>
    unless(uncaught.length === 0, uncaught.join('\n')),
  'the tenant is as the calls reported': ({ differences }) =>
    unless(differences.length === 0, differences.join('\n')),
  'no replaced refresh token was used': ({ refusedTokens }) =>
    unless(refusedTokens === 0, `${refusedTokens} were`),
  'the heap does not grow': ({ samples }) => growth(samples, 'heap'),
  'memory outside the heap does not grow': ({ samples }) => growth(samples, 'external'),
  'the memory of the WebAssembly does not grow': ({ samples }) => pageGrowth(samples),
  'no listener stays on the signal of many calls': ({ samples }) => {
    const most = Math.max(...samples.map(({ listeners }) => listeners));
    return unless(most === 0, `${most} are left after a round`);
  },
  'signals are collected': ({ signals }) => unless(signals === 0, `${signals} are not`),
  'plugins are collected': ({ plugins }) => unless(plugins === 0, `${plugins} are not`),
  'broken instances are collected': ({ instancesAlive }) =>
    unless(instancesAlive <= 1, `${instancesAlive} instances are in memory`),
  'the server has no open connection': ({ connections }) =>
    unless(connections === 0, `${connections} are open`),
  'nothing keeps the process alive': ({ resources }) =>
    unless(resources.length === 0, resources.join(', ')),
  'the load was complete': (figures) => {
    const { calls, done, struck, breakdowns, tokens, aborts, monitored, events } = figures;
    if (calls < wholeLoad) return undefined;
    const missing = actions.filter((action) => !done[action]);
    const counts = { struck, breakdowns, tokens, aborts, monitored, events };
    const none = Object.keys(counts).filter((name) => !counts[name]);
    return unless(
      missing.length + none.length === 0,
      `none of: ${[...missing, ...none].join(', ')}`,
    );
  },
};

const unless = (isFine, problem) => (isFine ? undefined : problem);

/** The samples in three parts of the same size; the first is the warm-up. */
export function thirds(samples) {
  const size = Math.floor(samples.length / 3);
  return [0, 1, 2].map((at) => samples.slice(samples.length - (3 - at) * size).slice(0, size));
}

export function median(numbers) {
  const sorted = numbers.slice().sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

function growth(samples, name) {
  const [, second, last] = thirds(samples).map((part) => median(part.map((one) => one[name])));
  const grown = last - second;
  return unless(grown <= maxGrowth, `it grew by ${(grown / MiB).toFixed(2)} MiB`);
}

/** Compares the samples of each instance with its first one. */
function pageGrowth(samples) {
  const first = new Map();
  for (const { instance, pages } of samples) {
    if (!first.has(instance)) first.set(instance, pages);
    const grown = pages - first.get(instance);
    if (grown > maxPageGrowth) return `an instance grew by ${grown} pages of 64 KiB`;
  }
  return undefined;
}
