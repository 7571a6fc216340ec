// npx workfront-actions provision: files, a verdict for each row, duplicates.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli, runOnTerminal, startTenant } from './lib/cli.mjs';

/** A person as a row of a CSV file with the header below. */
const header = 'username,emailAddr,firstName,lastName,accessLevel,title';
const row = (name, title = '') => `${name}@x.com,${name}@x.com,${name},Lee,standard,${title}`;

test('provision takes CSV and JSON, and a second run changes nothing', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const people = file(
    'people.csv',
    '\ufeffusername,emailAddr,firstName,lastName,accessLevel,title\r\nc@x.com,c@x.com,Cy,"Lee, Jr.",standard,\r\n',
  );
  const outcomes = async (...more) => {
    const { stdout, code } = await runCli(['provision', people, ...more], { env });
    return [code, JSON.parse(stdout).map(({ outcome }) => outcome)];
  };
  assert.deepEqual(await outcomes('--dry-run'), [0, ['missing']]);
  assert.deepEqual(await outcomes(), [0, ['created']]);
  assert.deepEqual(await outcomes(), [0, ['unchanged']]);
  const made = sandbox.snapshot().users.find(({ emailAddr }) => emailAddr === 'c@x.com');
  assert.equal(made.lastName, 'Lee, Jr.');
  const bad = file('bad.json', JSON.stringify([{ emailAddr: 'no' }]));
  const { code, stdout } = await runCli(['provision', bad], { env });
  assert.equal(code, 1);
  assert.equal(JSON.parse(stdout)[0].outcome, 'failed');
});

test('provision refuses a file without people', async (t) => {
  const { env, file } = await startTenant(t);
  const none = /must be JSON or CSV with at least one row/;
  for (const [path, message, input] of [
    [file('empty.csv', ''), none],
    [file('names.csv', 'emailAddr,firstName\n'), none],
    [file('empty.json', '[]'), none],
    [file('blank.json', '\n'), none],
    ['-', /standard input must be JSON or CSV with at least one row/, ' \n'],
    ['-', /standard input must be valid JSON/, '[{'],
    [file('text.json', 'emailAddr\na@x.com\n'), /text\.json must be valid JSON/],
    [file('null.json', '[{}, null]'), /null\.json: item 2 must be an object/],
    [file('number.JSON', '5'), /number\.JSON: item 1 must be an object/],
    [join(tmpdir(), 'no-such-file'), /can't be read: no such file or directory \(ENOENT\)/],
    [tmpdir(), /can't be read: .*EISDIR/],
  ]) {
    const { code, stdout, stderr } = await runCli(['provision', path], { env, input });
    assert.deepEqual([code, stdout], [2, ''], `${path}: ${stderr}`);
    assert.match(stderr, message);
  }
});

test('a file with names of columns alone has no person', async (t) => {
  const { env, file } = await startTenant(t);
  for (const text of [
    `${header}\n,,,,,\n`,
    `${header}\n  , ,,,,\n\n`,
    `${header}\r\n\r\n`,
    '\ufeff',
    '"emailAddr"',
  ]) {
    const path = file('people.csv', text);
    const { code, stdout, stderr } = await runCli(['provision', path, '--dry-run'], { env });
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.ok(stderr.includes(`${path} must be JSON or CSV with at least one row`), stderr);
  }
  const twice = await runCli(['provision', file('a.csv', 'title,title\n1,2')], { env });
  assert.equal(twice.code, 2);
  assert.match(twice.stderr, /a\.csv must have one column 'title' but has two/);
});

test('each row of a file has a verdict, and the others are done', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const rows = [
    header,
    row('a'),
    '',
    'no,no,no,no,no',
    row('b'),
    `${row('c')},too,many`,
    ',,,,,x',
    row('d'),
  ];
  const { code, stdout, stderr } = await runCli(['provision', file('p.csv', rows.join('\n'))], {
    env,
  });
  assert.equal(code, 1);
  const report = JSON.parse(stdout);
  assert.deepEqual(
    report.map(({ row, outcome }) => [row, outcome]),
    [
      [2, 'created'],
      [4, 'failed'],
      [5, 'created'],
      [6, 'failed'],
      [7, 'failed'],
      [8, 'created'],
    ],
  );
  assert.match(report[1].error, /emailAddr/);
  assert.match(report[3].error, /line 6: must have at most 6 values.*but has 8/);
  assert.match(stderr, /3 created, 3 failed/);
  const addresses = sandbox.snapshot().users.map(({ emailAddr }) => emailAddr);
  assert.ok(['a', 'b', 'd'].every((name) => addresses.includes(`${name}@x.com`)));
  const person = { username: 'e@x.com', emailAddr: 'e@x.com', firstName: 'E', lastName: 'Lee', accessLevel: 'standard' }; // prettier-ignore
  const json = await runCli(
    ['provision', file('p.json', JSON.stringify([null, person, 'x', []]))],
    { env },
  );
  assert.equal(json.code, 1);
  assert.deepEqual(
    JSON.parse(json.stdout).map(({ row, outcome }) => [row, outcome]),
    [
      [1, 'failed'],
      [2, 'created'],
      [3, 'failed'],
      [4, 'failed'],
    ],
  );
});

test('a row about the same person as an earlier one is named and not sent', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const same = [header, row('a'), row('b'), row('a').replaceAll('a@x.com', ' A@X.com')];
  const first = await runCli(['provision', file('same.csv', same.join('\n'))], { env });
  assert.equal(first.code, 0, first.stderr);
  assert.deepEqual(
    JSON.parse(first.stdout).map(({ outcome, duplicateOf }) => [outcome, duplicateOf]),
    [
      ['created', undefined],
      ['created', undefined],
      ['duplicate', 2],
    ],
  );
  const differing = [header, row('c', 'Designer'), row('c', 'Manager')];
  const second = await runCli(['provision', file('other.csv', differing.join('\n'))], { env });
  assert.equal(second.code, 1);
  const [done, refused] = JSON.parse(second.stdout);
  assert.equal(done.outcome, 'created');
  assert.deepEqual([refused.outcome, refused.duplicateOf], ['failed', 2]);
  assert.match(refused.error, /row 3 has the same emailAddr as row 2 but differs in title/);
  const [cy] = sandbox.snapshot().users.filter(({ emailAddr }) => emailAddr === 'c@x.com');
  assert.equal(cy.title, 'Designer');
});

test('provision never asks, and --detailed-exitcode says whether an account is missing', async (t) => {
  const { env, file } = await startTenant(t);
  const path = file('p.csv', [header, row('a')].join('\n'));
  const dry = ['provision', path, '--dry-run', '--detailed-exitcode'];
  assert.equal((await runCli(dry, { env })).code, 4);
  const { code, asked } = await runOnTerminal(['provision', path], { env });
  assert.deepEqual([code, asked], [0, false]);
  assert.equal((await runCli(dry, { env })).code, 0);
  assert.equal((await runCli(['provision', path, '--detailed-exitcode'], { env })).code, 2);
});

test('a dry run compares each account, judges each row, and changes nothing', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const path = file('p.csv', [header, row('a'), row('b')].join('\n'));
  assert.equal((await runCli(['provision', path], { env })).code, 0);
  const before = JSON.stringify(sandbox.snapshot());
  const rows = [header, row('a'), row('b', 'Designer'), row('c'), 'no,no,no,no,no,'];
  const plan = file('plan.csv', rows.join('\n'));
  const { code, stdout } = await runCli(['provision', plan, '--dry-run'], { env });
  assert.equal(code, 1);
  assert.deepEqual(
    JSON.parse(stdout).map(({ outcome, changes }) => [outcome, changes]),
    [
      ['present', undefined],
      ['differs', ['title']],
      ['missing', undefined],
      ['failed', undefined],
    ],
  );
  assert.equal(JSON.stringify(sandbox.snapshot()), before);
  const differing = file('differing.csv', [header, row('b', 'Designer')].join('\n'));
  const detailed = ['provision', differing, '--dry-run', '--detailed-exitcode'];
  assert.equal((await runCli(detailed, { env })).code, 4);
});

test('a row that a guard refuses is held, and the others are done', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const own = sandbox.snapshot().users.find(({ name }) => name === 'Sandbox Admin');
  const { username, emailAddr, firstName, lastName, accessLevelID } = own;
  const rows = [
    { username: 'a@x.com', emailAddr: 'a@x.com', firstName: 'A', lastName: 'Lee', accessLevel: 'standard' }, // prettier-ignore
    { username, emailAddr, firstName, lastName, accessLevelID, isActive: false },
    { username: 'b@x.com', emailAddr: 'b@x.com', firstName: 'B', lastName: 'Lee', accessLevel: 'standard' }, // prettier-ignore
  ];
  const path = file('people.json', JSON.stringify(rows));
  const dry = await runCli(['provision', path, '--dry-run'], { env });
  assert.equal(dry.code, 1);
  const outcomes = ({ stdout }) => JSON.parse(stdout).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes(dry), ['missing', 'held', 'missing']);
  const done = await runCli(['provision', path, '--include-administrators'], { env });
  assert.equal(done.code, 1);
  assert.deepEqual(outcomes(done), ['created', 'held', 'created']);
  assert.match(JSON.parse(done.stdout)[1].error, /own user/);
});

test('--max limits how many people the rows may shut out', async (t) => {
  const { env, file, isActive } = await startTenant(t);
  const rows = [0, 1, 2].map((n) => ({ username: `p${n}@example.com`, emailAddr: `p${n}@example.com`, firstName: 'Person', lastName: String(n), accessLevel: 'standard', isActive: false })); // prettier-ignore
  const path = file('people.json', JSON.stringify(rows));
  const { code, stdout } = await runCli(['provision', path, '--max', '2'], { env });
  assert.equal(code, 1);
  const report = JSON.parse(stdout);
  assert.deepEqual(report.map(({ outcome }) => outcome), ['updated', 'updated', 'held']); // prettier-ignore
  assert.match(report[2].error, /pass --max 3 or more/);
  assert.deepEqual(['p0', 'p1', 'p2'].map(isActive), [false, false, true]);
});

test('what is no JSON is not repeated, as it may be a password', async (t) => {
  const { env, file } = await startTenant(t);
  for (const text of ['[{"password":hunter2}]', '{"password":"hunter2']) {
    for (const [args, input] of [
      [['provision', file('p.json', text)], ''],
      [['run', 'create', '-'], text],
      [['run', 'create', text], ''],
    ]) {
      // prettier-ignore
      const { code, stderr } = await runCli(args, { env, input });
      assert.equal(code, 2);
      assert.match(stderr, /must be valid JSON: \S/);
      assert.ok(!stderr.includes('hunter2'), stderr);
    }
  }
});
