// npx workfront-actions reconcile: as a program, against a tenant on this machine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { people, runCli, startTenant } from './lib/cli.mjs';

const keys = JSON.stringify({ current: 'k', keys: { k: 'a-key-for-tests-of-more-than-32-bytes' } });

async function start(t) {
  const tenant = await startTenant(t);
  const env = { ...tenant.env, WORKFRONT_PLAN_KEYS: keys };
  return { ...tenant, env, cli: (...args) => runCli(['reconcile', ...args], { env }) };
}

/** The people of the tenant, but for those who are named. */
const others = (sandbox, ...gone) =>
  sandbox
    .snapshot()
    .users.filter(({ ID, isActive }) => isActive && !gone.includes(ID))
    .map(({ emailAddr, firstName, lastName }) => ({ emailAddr, firstName, lastName }));

test('a CSV file with a mapping becomes a plan, with its exit code', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const rows = others(sandbox, 'p3').map((row) => [row.emailAddr, row.firstName, row.lastName]);
  rows.push(['new@example.com', 'Ann', 'Lee']);
  const csv = [['Mail', 'Given', 'Family', 'Shoes'], ...rows].map((cells) => cells.join(';'));
  const list = file('people.csv', csv.join('\n'));
  const mapping = {
    emailAddr: { from: 'Mail', lower: true },
    firstName: 'Given',
    lastName: 'Family',
    accessLevel: { default: 'Light' },
  };
  const map = file('mapping.json', JSON.stringify({ ...mapping, accessLevel: undefined }));
  const output = file('plan.json', '');
  const options = ['--map', map, '--missing', 'deactivate', '-o', output, '--detailed-exitcode'];
  const held = await cli(list, ...options);
  assert.equal(held.code, 1, held.stderr);
  assert.match(held.stdout, /accessLevelID/, 'a new person needs an access level');

  const levels = file('levels.json', JSON.stringify(mapping));
  const made = await cli(list, ...options.with(1, levels), '--max-update', '100', '--max', '100'); // prettier-ignore
  const plan = JSON.parse(readFileSync(output, 'utf8'));
  assert.equal(made.code, 4, made.stderr + made.stdout);
  assert.deepEqual(
    plan.steps.filter(({ kind }) => kind === 'create').map(({ after }) => after.emailAddr),
    ['new@example.com'],
  );
  assert.deepEqual(
    plan.steps.filter(({ kind }) => kind === 'deactivate').map(({ ID }) => ID),
    ['p3'],
  );
});

test('JSON is read as it is, and limits and baselines stop', async (t) => {
  const { cli, env, file, sandbox } = await start(t);
  const all = others(sandbox);
  const list = file('people.json', JSON.stringify(all));
  const same = await cli(list, '--json', '--detailed-exitcode');
  assert.equal(same.code, 0, same.stderr);
  const plan = JSON.parse(same.stdout);
  assert.equal(plan.people, all.length);
  assert.deepEqual(plan.steps, []);

  const gone = people.map(({ ID }) => ID);
  const few = file('few.jsonl', others(sandbox, ...gone).map((row) => JSON.stringify(row)).join('\n')); // prettier-ignore
  const stopped = await cli(few, '--json', '--missing', 'deactivate', '--max-deactivate', '5');
  assert.equal(stopped.code, 5, stopped.stderr);
  assert.equal(JSON.parse(stopped.stdout).stopped, 'limit');
  assert.match(stopped.stderr, /can't be approved or applied: .*pass --max-deactivate \d+/);
  const saved = file('stopped.json', stopped.stdout);
  const shown = await runCli(['plan', 'show', saved], { env });
  assert.match(shown.stdout, /STOPPED by a limit/);
  assert.match(shown.stdout, /pass --max-deactivate \d+/);
  const listed = shown.stdout.match(/held back: .*\n.*Would be deactivated/g);
  assert.equal(listed?.length, gone.length, shown.stdout);
  for (const args of [
    ['plan', 'approve', saved, '--by', 'alex'],
    ['plan', 'apply', saved, '--yes'],
  ]) {
    const refused = await runCli(args, { env });
    assert.equal(refused.code, 5, refused.stderr);
    assert.match(refused.stderr, /was stopped by a limit.*pass --max-deactivate \d+/);
  }
  const last = file('last.json', JSON.stringify({ people: 1000 }));
  const shrunken = await cli(list, '--baseline', last);
  assert.notEqual(shrunken.code, 0);
  assert.match(shrunken.stderr, /less than half/);
});

test('a row of CSV that can’t be read stops the command', async (t) => {
  const { cli, file } = await start(t);
  const list = file('people.csv', 'emailAddr,fte\na@example.com,much\n');
  const { code, stderr } = await cli(list, '--missing', 'deactivate');
  assert.equal(code, 2);
  assert.match(stderr, /much/);
});

test('with a mapping, cells have the types of their fields, as the options say', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const rows = others(sandbox);
  const lines = rows.map(({ emailAddr }, at) => [emailAddr, at === 1 ? 'FALSCH' : 'WAHR', at === 2 ? '0,75' : '', at === 3 ? '05.01.2020' : at > 3 ? '31.12.9999' : '', '']); // prettier-ignore
  const csv = [['Mail', 'Aktiv', 'Teilzeit', 'Austritt', 'Schuhe'], ...lines];
  const list = file('people.csv', csv.map((cells) => cells.join(';')).join('\n'));
  const mapping = { emailAddr: 'Mail', isActive: 'Aktiv', fte: 'Teilzeit' };
  const map = file('mapping.json', JSON.stringify(mapping));
  const options = ['--map', map, '--map', 'Austritt=lastWorkingDay', '--future-leavers', 'schedule', '--json']; // prettier-ignore
  const { code, stdout, stderr } = await cli(list, ...options);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /people\.csv: columns that are not read: 'Schuhe'\n/);
  const { steps } = JSON.parse(stdout);
  const of = (kind) => steps.filter((step) => step.kind === kind);
  assert.equal(of('deactivate').length, 2);
  assert.deepEqual(
    of('update').map(({ after }) => after),
    [{ fte: 0.75 }],
  );

  const unclear = file('unclear.csv', 'Mail,Aktiv,Teilzeit\na@example.com,TRUE,"1,234"\n');
  const refused = await cli(unclear, '--map', map);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /line 2, column 3: fte \('Teilzeit'\): '1,234'.*--decimal/);
  const read = await cli(unclear, '--map', map, '--decimal', ',', '--json');
  assert.doesNotMatch(read.stderr, /line 2/);
});

test('rows that are held back have the line of the file', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const rows = others(sandbox).map((row) => Object.values(row).join(','));
  const csv = ['emailAddr,firstName,lastName', ...rows, '', 'new@example.com,Ann,Lee', ''];
  const { code, stdout } = await cli(file('people.csv', csv.join('\n')), '--json');
  assert.equal(code, 1);
  const [held] = JSON.parse(stdout).held;
  assert.equal(held.line, rows.length + 3);
  assert.deepEqual(held.keys, { emailAddr: 'new@example.com' });
  assert.equal(held.person.name, 'Ann Lee');
  const json = rows.map((_, at) => JSON.stringify(others(sandbox)[at]));
  const lines = [...json, '{"emailAddr":"new@example.com","firstName":"Ann"}'].join('\n');
  const jsonl = await cli(file('people.jsonl', lines), '--json');
  assert.equal(JSON.parse(jsonl.stdout).held[0].line, rows.length + 1);
});

test('rows of CSV that are repeated are named', async (t) => {
  const { cli, file, sandbox } = await start(t);
  const rows = others(sandbox).map((row) => [row.emailAddr, row.firstName, row.lastName].join());
  const list = file('people.csv', ['emailAddr,firstName,lastName', ...rows, rows[0], rows[1]].join('\n')); // prettier-ignore
  const { code, stdout, stderr } = await cli(list, '--json');
  assert.equal(code, 0, stderr);
  assert.equal(JSON.parse(stdout).people, rows.length);
  const [first, second] = [rows.length + 2, rows.length + 3];
  const places = `row ${first} is row 2 again, row ${second} is row 3 again`;
  assert.ok(stderr.includes(`left out, because they are repeated: ${places}\n`), stderr);
});
