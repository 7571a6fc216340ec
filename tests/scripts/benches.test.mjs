// How `npm run bench` processes its figures; no test measures time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barChart, escaped } from '../../benches/lib/chart.mjs';
import { parseArgs } from '../../benches/lib/parse-args.mjs';
import { fewestToFind, fewestToOffboard } from '../../benches/lib/lower-bounds.mjs';
import { alternately, exponent, median, ratioOf } from '../../benches/lib/measure.mjs';
import { peakMemory } from '../../benches/lib/memory.mjs';
import { between, figuresText } from '../../benches/lib/page.mjs';
import { Report } from '../../benches/lib/report.mjs';

const near = (value, wanted) =>
  assert.ok(Math.abs(value - wanted) < 1e-9, `${value}, not ${wanted}`);
const silent = () => {};

test('a median is the middle, or between the two in the middle', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
});

test('contenders alternate', async () => {
  const turns = [];
  const contender = (name) => (round) => {
    turns.push(name);
    return { ms: round };
  };
  const times = await alternately({ a: contender('a'), b: contender('b') }, 3);
  assert.equal(turns.join(''), 'abbaab');
  const rounds = [{ ms: 0 }, { ms: 1 }, { ms: 2 }];
  assert.deepEqual(times, { a: { ms: 1, rounds }, b: { ms: 1, rounds } });
});

test('contenders are compared within rounds', () => {
  const rounds = (...all) => ({ rounds: all.map((ms) => ({ ms })) });
  // The machine became four times as slow.
  near(ratioOf(rounds(1, 4, 4), rounds(2, 8, 2), 'ms'), 0.5);
});

test('the exponent is that of the growth, over any range', () => {
  const amounts = [1_000, 10_000, 100_000];
  const grown = (cost) => exponent(amounts.map((n) => [n, cost(n)]));
  near(
    grown((n) => 7 * n),
    1,
  );
  near(
    grown((n) => n ** 2 / 3),
    2,
  );
  near(
    grown(() => 5),
    0,
  );
  // The bar of a dry run in budgets.json.
  assert.equal(grown((n) => n * Math.log(n)).toFixed(2), '1.11');
});

test('the fewest requests are those of full pages and full writes', () => {
  assert.equal(fewestToOffboard({ people: 10_000, active: 9_380 }), 20 + 94 + 19);
  assert.equal(fewestToOffboard({ people: 1, active: 0 }), 1);
  assert.deepEqual(fewestToFind(10_000, { fixedBytes: 92, bytesEach: 36 }), { pages: 5, gets: 41 });
});

test('the peak memory is that of this process', () => {
  const held = Buffer.alloc(64 * 2 ** 20, 1);
  assert.ok(peakMemory() > held.length / 2 ** 20);
  assert.ok(peakMemory() < 4_096);
});

test('the command line names figures, or measures all', () => {
  const order = ['sizes', 'start', 'events'];
  assert.deepEqual(parseArgs([], order), { names: order, isQuick: false, isWhole: true });
  assert.deepEqual(parseArgs(['start', 'size', '--hosts'], order).names, ['sizes', 'start']);
  assert.equal(parseArgs(['size'], order).isWhole, false);
  assert.equal(parseArgs(['--quick'], order).isWhole, false);
  assert.throws(
    () => parseArgs(['speed'], order),
    /.speed. is not a figure; the figures are sizes, start, events/,
  );
});

const budget = {
  near: { figure: 'near', bar: 1, limit: 1.2 },
  far: { figure: 'far', bar: 1, limit: 1.2, unit: 'ms' },
  good: { figure: 'a | b', bar: 2 },
  held: { figure: 'held', limit: 3 },
  left: { figure: 'left', bar: 1 },
};

function filled() {
  const report = new Report(budget, silent);
  report.bar('near', 1.1);
  report.bar('far', 1.3);
  report.bar('good', 2);
  report.bar('held', 2.5);
  report.row('without a bar', '7 ms');
  return report;
}

test('only figures that exceed their limits are violations', () => {
  assert.deepEqual(filled().violations(), ['far: must be at most 1.2 ms, but is 1.3 ms.']);
});

test('a bar without a measurement is reported, unless there is a reason', () => {
  const report = filled();
  assert.deepEqual(report.unmeasured(), ['left']);
  report.skip('left', 'there is no such host', ['left']);
  assert.deepEqual(report.unmeasured(), []);
  assert.deepEqual(report.violations().length, 1);
});

test('a bar exists, and is measured once', () => {
  const report = filled();
  assert.throws(() => report.bar('other', 1), /no bar other/);
  assert.throws(() => report.bar('near', 1), /measured twice/);
});

test('the page shows each figure with its bar, and whether it is met', () => {
  const report = filled();
  report.skip('left', 'there is no such host', ['left']);
  const text = figuresText(report, 'a machine', [{ name: 'start', about: 'a fresh process.' }]);
  for (const line of [
    'Measured on a machine.',
    '| near | 1.1 | ≤ 1 | **missed** |',
    '| a \\| b | 2 | ≤ 2 | met |',
    '| left | there is no such host | ≤ 1 | not measured |',
    '| held | 2.5 |',
    '| without a bar | 7 ms |',
    '- **start**: a fresh process.',
  ]) {
    assert.ok(text.split('\n').includes(line), line);
  }
});

test('only the text between the marks is replaced', () => {
  const page = 'before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n';
  const wanted = 'before\n<!-- figures -->\nnew $& text\n<!-- /figures -->\nafter\n';
  assert.equal(between(page, 'figures', 'new $& text'), wanted);
  assert.equal(between(wanted, 'figures', 'new $& text'), wanted);
  assert.throws(() => between('no marks', 'figures', 'x'), /has no <!-- figures -->/);
});

test('a chart escapes markup', () => {
  assert.equal(
    escaped(`<a b="c" d='e'>&</a>`),
    '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&lt;/a&gt;',
  );
  const bars = [{ name: '<script>', parts: [{ name: 'a & b', value: 1 }] }];
  const svg = barChart('"x"', [{ title: '1 < 2', bars }]);
  assert.ok(!svg.includes('<script>') && svg.includes('&lt;script&gt;'));
  assert.ok(
    svg.includes('a &amp; b') && svg.includes('1 &lt; 2') && svg.includes('&quot;x&quot;: 1'),
  );
});

test('the length of a bar is proportional to its value', () => {
  const bar = (...values) => ({ name: 'x', parts: values.map((value) => ({ value })) });
  const svg = barChart('x', [{ title: 't', bars: [bar(10), bar(2, 3)] }]);
  const widths = [...svg.matchAll(/<rect class="other[^"]*" x="[\d.]+" y="\d+" width="([\d.]+)"/g)];
  const [ten, two, three] = widths.map(([, width]) => Number(width));
  near(two + three, ten / 2);
  near(three / two, 1.5);
});
