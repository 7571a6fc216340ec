// Messages of the command line name its options, not the inputs that they stand for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFileOptions, inOptions } from '../../cli/option-names.mjs';
import { runCli, startTenant } from './lib/cli.mjs';

const options = Object.fromEntries(
  ['downgrade-to', 'match-by', 'map', 'scope', 'max-update', 'missing'].map((name) => [
    name,
    { type: 'string' },
  ]),
);

test('a message has options where it names inputs, and its words where it doesn’t', () => {
  for (const [text, expected] of [
    ['accessLevel: must be the name of one accessLevel, but none is called X', '--downgrade-to: must be the name of one accessLevel, but none is called X'], // prettier-ignore
    ['mapping.title: must be a rule; mapping.firstName: no', '--map: title: must be a rule; --map: firstName: no'], // prettier-ignore
    ["matchBy[0]: must be one of ID but is 'x'", "--match-by: must be one of ID but is 'x'"],
    ['scope[1].modifier: must be eq', '--scope: modifier: must be eq'],
    ['limits.update: must be a share', '--max-update: must be a share'],
    ["Set missing to 'report'.", 'Pass --missing report.'],
    ['people[3].matchBy: x', 'people[3].matchBy: x'],
  ]) {
    assert.equal(inOptions(text, options), expected);
  }
  for (const [text, expected] of [
    ["name its field with the option 'map' (--map \"Kst (alt)=…\"), or with 'ignoreUnknown' (--ignore-unknown)", 'name its field with --map "Kst (alt)=…", or with --ignore-unknown'], // prettier-ignore
    ["windows-1252 (option 'encoding', --encoding)", 'windows-1252 (--encoding)'],
    ["line 1: mapping has 'Mail', but", "line 1: --map has 'Mail', but"],
    ["map: 'x' is not a field", "--map: 'x' is not a field"],
    ["dateFormat must be DMY, but is 'x'", "--date-format must be DMY, but is 'x'"],
  ]) {
    assert.equal(inFileOptions(text), expected);
  }
});

test('commands that read files name their options', async (t) => {
  const { env, file } = await startTenant(t);
  const list = file('people.csv', 'emailAddr,fte,isActive\np0@example.com,"1,234",WAHR\n');
  const refused = async (pattern, ...args) => {
    const { code, stderr } = await runCli(['reconcile', list, ...args], { env });
    assert.equal(code, 2, stderr);
    assert.match(stderr, pattern);
    assert.ok(!/ option '|\(--(?!map)/.test(stderr), stderr);
  };
  await refused(/--date-format must be DMY, MDY or YMD, but is 'dmy'/, '--date-format', 'dmy');
  await refused(/--decimal must be '\.' or ',', but is ';'/, '--decimal', ';');
  await refused(/--encoding must be utf-8, .* but is 'ebcdic'/, '--encoding', 'ebcdic');
  await refused(/name the decimal separator with --decimal, or write/);
  await refused(/--map has 'Mail', but the file has no such column/, '--map', 'Mail=emailAddr');
  await refused(/--baseline must be a whole number .* but is '50%'/, '--decimal', '.', '--baseline', '50%'); // prettier-ignore
  await refused(/--baseline: last\.json can't be read: /, '--decimal', '.', '--baseline', 'last.json'); // prettier-ignore
  await refused(/--match-by: must be .* but is 'mail'/, '--decimal', '.', '--match-by', 'mail');
});

test('a plan as text says what to pass', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const users = sandbox.snapshot().users.filter(({ isActive }) => isActive);
  const rows = users.map(({ emailAddr, firstName }) => ({ emailAddr, firstName })).slice(1);
  const list = file('people.json', JSON.stringify(rows));
  const plan = file('plan.json', '');
  const { stdout, stderr } = await runCli(['reconcile', list, '-o', plan], { env });
  assert.match(stdout, /pass --missing deactivate/, stderr);
  const shown = await runCli(['plan', 'show', plan], { env });
  assert.match(shown.stdout, /pass --missing deactivate/);
  assert.ok(!/set missing/.test(stdout + shown.stdout));
});

test('a plan shows a value as the list has it', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const users = sandbox.snapshot().users.filter(({ isActive }) => isActive);
  const rows = users.map(({ emailAddr }) => ({ emailAddr, isActive: ' True ' }));
  rows[3].isActive = 'WAHR';
  const list = file('people.json', JSON.stringify(rows));
  const { stdout } = await runCli(['reconcile', list, '--json'], { env });
  const held = JSON.parse(stdout).held.filter(({ reason }) => reason === 'invalid');
  assert.deepEqual(held.map(({ message }) => message), ["isActive: must be true or false but is 'WAHR'."]); // prettier-ignore
});
