// Options of commands that read lists: reconcile, reclaim, provision and offboard, as programs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startTenant } from './lib/cli.mjs';

async function start(t) {
  const tenant = await startTenant(t);
  return { ...tenant, cli: (...args) => runCli(args, { env: tenant.env }) };
}

/** The active people of the tenant, as rows of a list. */
const rowsOf = ({ snapshot }) =>
  snapshot()
    .users.filter(({ isActive }) => isActive)
    .map(({ emailAddr, firstName, lastName, title }) => ({
      emailAddr,
      firstName,
      lastName,
      title,
    }));

test('reconcile has an option for each input, and says at each step what led to it', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const rows = rowsOf(sandbox);
  rows[1].title = 'Another';
  rows[2].lastWorkingDay = '2001-03-31';
  const list = file('people.json', JSON.stringify(rows));
  const plain = await cli('reconcile', list, '--json');
  assert.equal(plain.code, 0, plain.stderr);
  const { steps } = JSON.parse(plain.stdout);
  assert.deepEqual(steps.map(({ kind, because }) => [kind, because]).toSorted(), [
    ['deactivate', { reason: 'lastWorkingDay', lastWorkingDay: '2001-03-31', row: 3 }],
    ['update', { reason: 'differs', row: 2 }],
  ]);
  const saved = file('plan.json', plain.stdout);
  const shown = await cli('plan', 'show', saved);
  assert.match(shown.stdout, /Why: last working day 2001-03-31 \(row 3 of the list\)/);
  assert.match(shown.stdout, /Reasons: 1 last working day\./);

  const ignored = await cli('reconcile', list, '--json', '--ignore', 'title', '--access-level-policy', 'never-lower', '--address-changes', 'plan', '--collections', 'replace', '--include-administrators'); // prettier-ignore
  assert.equal(ignored.code, 0, ignored.stderr);
  assert.deepEqual(JSON.parse(ignored.stdout).steps.map(({ kind }) => kind), ['deactivate']); // prettier-ignore
  const one = await cli('reconcile', list, '--json', '--ignore', 'title=Another');
  assert.deepEqual(
    JSON.parse(one.stdout).steps.map(({ kind }) => kind),
    ['deactivate'],
  );
});

test('messages name the options of the command', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const list = file('people.json', JSON.stringify(rowsOf(sandbox)));
  for (const [args, pattern] of [
    [['--missing', 'remove'], /--missing: must be one of report, deactivate/],
    [['--access-level-policy', 'x'], /--access-level-policy: must be one of/],
    [['--match-by', 'shoes'], /--match-by(\[0\])?: must be one of/],
    [['--requested-by', ''], /--requested-by: must/],
    [['--scope', 'company:name=Nobody'], /--scope: finds no user/],
    [['--scope', 'company'], /--scope: 'company' is not a filter: write field=value/],
    [['--scope', '[]', '--scope', 'a=b'], /--scope must be given once if it is JSON/],
  ]) {
    const { code, stderr } = await cli('reconcile', list, ...args);
    assert.equal(code, 2, `${args}: ${stderr}`);
    assert.match(stderr, pattern);
  }
  const reclaim = await cli('reclaim', '--inactive-days', '0', '--deactivate');
  assert.match(reclaim.stderr, /--inactive-days: must be/);
});

test('a scope is a filter as of search, or JSON', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const [first, second] = rowsOf(sandbox);
  const list = file('people.json', JSON.stringify([{ ...first, title: 'New' }, { ...second, title: 'New' }])); // prettier-ignore
  const json = JSON.stringify([{ field: 'emailAddr', value: second.emailAddr }]);
  for (const scope of [`emailAddr=${second.emailAddr}`, json]) {
    const { stdout, stderr } = await cli('reconcile', list, '--json', '--scope', scope);
    const { steps } = JSON.parse(stdout || assert.fail(stderr));
    assert.deepEqual(steps.map(({ person }) => person.emailAddr), [second.emailAddr]); // prettier-ignore
  }
});

test('a list that is much shorter than the baseline is stopped by a guard', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const rows = rowsOf(sandbox);
  const list = file('people.json', JSON.stringify(rows));
  const { code, stderr } = await cli('reconcile', list, '--baseline', '1000');
  assert.equal(code, 5, stderr);
  assert.match(stderr, new RegExp(`pass --baseline ${rows.length}`));
});

test('a command line that can’t be read is explained', async (t) => {
  const { cli } = await start(t);
  for (const [args, pattern] of [
    [['search', '--limit'], /--limit needs a value\n/],
    [['search', '--limit', '--json'], /--limit needs a value, but is followed by '--json'/],
    [
      ['search', '--limit', '-5'],
      /--limit needs a value, but is followed by '-5'; write --limit=-5/,
    ],
    [['search', '--limit=-5'], /--limit must be a whole number but is '-5'/],
    [['search', '--shoes'], /--shoes is not an option of this command/],
    [['search', '--json=yes'], /--json takes no value/],
  ]) {
    const { code, stderr } = await cli(...args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, pattern);
  }
});

test('provision says what only reconcile takes, and when a scheduled deactivation happens', async (t) => {
  const { cli, file } = await start(t);
  const list = file('people.csv', 'emailAddr,Austritt\na@example.com,2026-12-31\n');
  const mapping = await cli('provision', list, '--map', 'mapping.json');
  assert.equal(mapping.code, 2);
  assert.match(mapping.stderr, /A file with a mapping is for reconcile/);
  const day = await cli('provision', list, '--map', 'Austritt=lastWorkingDay');
  assert.equal(day.code, 2);
  assert.match(day.stderr, /lastWorkingDay is for lists of reconcile.*scheduledDeactivationDate/);
  const dry = await cli('provision', list, '--dry-run', '--map', 'Austritt=scheduledDeactivationDate'); // prettier-ignore
  assert.match(dry.stderr, /ends an account at midnight, when that day begins/);
  const header = file('other.csv', 'emailAddr,lastWorkingDay\na@example.com,2026-12-31\n');
  assert.match((await cli('provision', header)).stderr, /is for lists of reconcile/);
});

test('the columns of a report in CSV don’t depend on the outcomes', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const [one, two] = rowsOf(sandbox).map(({ emailAddr }) => emailAddr);
  const headers = [];
  for (const rows of [
    [`${one},Ann,Lee`],
    [`${one},Ann,Lee`, `${one},Ann,Lee`, 'wrong,Ann,Lee', 'new@example.com,Ann,Lee'],
  ]) {
    const list = file('people.csv', ['emailAddr,firstName,lastName', ...rows].join('\n'));
    const { stdout } = await cli('provision', list, '--dry-run', '--format', 'csv');
    headers.push(stdout.split(/\r?\n/)[0]);
  }
  assert.deepEqual(headers, Array(2).fill('row,emailAddr,outcome,ID,changes,duplicateOf,error'));
  const table = await cli('provision', file('wrong.csv', 'emailAddr,firstName,lastName\nwrong,Ann,Lee\n'), '--dry-run', '--format', 'table'); // prettier-ignore
  assert.match(table.stdout, /^row +emailAddr +outcome\n1? ?\d? +wrong +failed\nrow \d: .*wrong/);
  for (const address of [two, 'nobody@example.com']) {
    const { stdout } = await cli('offboard', '--email', address, '--yes', '--format', 'csv');
    assert.equal(stdout.split(/\r?\n/)[0], 'ID,emailAddr,outcome,reason,error');
  }
});

test('a filter that finds nobody ends with 1', async (t) => {
  const { cli } = await start(t);
  for (const command of [['offboard'], ['plan', 'offboard']]) {
    const args = command[1] ? ['--json'] : ['--dry-run', '--json'];
    const { code, stderr } = await cli(...command, 'emailAddr=nobody@example.com', ...args);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /no users found/);
  }
});
