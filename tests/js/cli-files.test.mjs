// npx workfront-actions with files as people have them, and with outputs for other programs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli, startTenant } from './lib/cli.mjs';
import { peopleOf } from './lib/people.mjs';

const outcomes = ({ stdout }) => JSON.parse(stdout).map(({ outcome }) => outcome);

test("provision takes Workfront's own import file, without a username", async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const path = file('import.csv', 'First Name;Last Name;Email Address;Access Level\r\nAnn;Seven;a7@example.com;Standard\r\n'); // prettier-ignore
  const done = await runCli(['provision', path], { env });
  assert.deepEqual([done.code, outcomes(done)], [0, ['created']], done.stderr);
  const ann = sandbox.snapshot().users.find(({ emailAddr }) => emailAddr === 'a7@example.com');
  assert.deepEqual([ann.username, ann.firstName], ['a7@example.com', 'Ann']);
  assert.deepEqual(outcomes(await runCli(['provision', path], { env })), ['unchanged']);
});

test('provision reads cells by the type of their field, and reports those that it cannot read', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const head = 'emailAddr,firstName,lastName,accessLevel,isActive,fte,scheduledDeactivationDate';
  const path = file('types.csv', `${head}\na@x.com,A,Lee,Standard,TRUE,"0,5",\nb@x.com,B,Lee,Standard,maybe,,\nc@x.com,C,Lee,Standard,,,01/02/2030\n`); // prettier-ignore
  const { code, stdout } = await runCli(['provision', path], { env });
  assert.equal(code, 1);
  const [done, wrong, unclear] = JSON.parse(stdout);
  assert.equal(done.outcome, 'created');
  assert.equal(sandbox.snapshot().users.find(({ emailAddr }) => emailAddr === 'a@x.com').fte, 0.5);
  assert.deepEqual([wrong.outcome, unclear.outcome], ['failed', 'failed']);
  assert.match(wrong.error, /line 3, column 5: isActive: 'maybe' must be true or false/);
  assert.match(unclear.error, /line 4, column 7: .*--date-format/);
  const again = await runCli(['provision', path, '--date-format', 'DMY', '--dry-run'], { env });
  assert.deepEqual(outcomes(again), ['present', 'failed', 'missing']);
});

test('the encoding, the delimiter and the columns of a file can be named', async (t) => {
  const { env, file, sandbox } = await startTenant(t);
  const text = 'E-Mail|Vorname|Nachname|Rolle|Abteilung\nj@x.com|José|Núñez|Standard|IT\n';
  const path = file('latin1.csv', Buffer.from(text, 'latin1'));
  const plain = await runCli(['provision', path], { env });
  assert.equal(plain.code, 2);
  assert.match(plain.stderr, /latin1\.csv: line 2: .*UTF-8.*--encoding/);
  const options = ['--encoding', 'windows-1252', '--delimiter', '|', '--map', 'E-Mail=emailAddr', '--map', 'Vorname=firstName', '--map', 'Nachname=lastName', '--map', 'Rolle=accessLevel']; // prettier-ignore
  const unknown = await runCli(['provision', path, ...options], { env });
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /line 1, column 5: 'Abteilung' is not the name of a field/);
  for (const more of [['--map', 'Abteilung='], ['--ignore-unknown']]) {
    const { code, stderr } = await runCli(['provision', path, ...options, ...more], { env });
    assert.equal(code, 0, stderr);
  }
  const made = sandbox.snapshot().users.find(({ emailAddr }) => emailAddr === 'j@x.com');
  assert.equal(made.lastName, 'Núñez');
  for (const [wrong, message] of [
    [['--encoding', 'rot13'], /encoding must be/],
    [['--delimiter', 'space'], /delimiter must be/],
    [['--map', 'x'], /--map must be "HEADER=FIELD"/],
    [['--map', 'x=nme'], /'nme' is not a field/],
    [['--date-format', 'dmy'], /--date-format must be/],
    [['--format', 'xml'], /--format must be csv, json, jsonl or table/],
    [['--format', 'csv', '--json'], /not both/],
  ]) {
    const { code, stderr } = await runCli(['provision', path, ...wrong], { env });
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
  }
});

test('a file in UTF-16 and JSON lines are read from standard input', async (t) => {
  const { env } = await startTenant(t);
  const text = 'emailAddr\tfirstName\tlastName\taccessLevel\r\nz@x.com\tZoë\tŁuć\tStandard\r\n';
  const done = await runCli(['provision', '-', '--dry-run'], { env, input: Buffer.from(`\ufeff${text}`, 'utf16le') }); // prettier-ignore
  assert.deepEqual(outcomes(done), ['missing'], done.stderr);
  const person = { emailAddr: 'y@x.com', firstName: 'Y', lastName: 'Lee', accessLevel: 'Standard' };
  const input = `${JSON.stringify(person)}\n${JSON.stringify({ ...person, emailAddr: 'x@x.com' })}\n`;
  assert.deepEqual(outcomes(await runCli(['provision', '-', '--dry-run'], { env, input })), ['missing', 'missing']); // prettier-ignore
});

test('offboard takes the users of a file, each with a verdict', async (t) => {
  const { env, file, isActive } = await startTenant(t);
  const path = file('leavers.csv', 'Email Address;Last day;Department\np1@example.com;x;y\nnobody@example.com;;\nnot an address;;\nP1@Example.com;;\n'); // prettier-ignore
  const { code, stdout, stderr } = await runCli(['offboard', '--file', path, '--yes'], { env });
  assert.equal(code, 1, stderr);
  const { report } = JSON.parse(stdout);
  assert.deepEqual(report.map(({ outcome }) => outcome), ['deactivated', 'notFound', 'failed']); // prettier-ignore
  assert.deepEqual([isActive('p1'), isActive('p2')], [false, true]);
  const unclear = file('unclear.csv', 'emailAddr,ID\np2@example.com,\n,p3\n');
  const refused = await runCli(['offboard', '--file', unclear, '--yes'], { env });
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /row 3 must have an ID or an emailAddr/);
  const both = await runCli(['offboard', '--file', path, '--email', 'a@x.com', '--yes'], { env });
  assert.equal(both.code, 2);
  const ids = file('ids.jsonl', '{"ID":"p2"}\n{"ID":"p3"}\n');
  const dry = await runCli(['offboard', '--file', ids, '--dry-run', '--format', 'jsonl'], { env });
  assert.deepEqual(dry.stdout.trim().split('\n').map((line) => JSON.parse(line).emailAddr), ['p2@example.com', 'p3@example.com']); // prettier-ignore
});

test('search prints CSV, JSON, JSON lines and a table, and CSV has no formulas', async (t) => {
  const { env, file } = await startTenant(t);
  const person = { emailAddr: 'f@x.com', firstName: 'F', lastName: 'Lee', accessLevel: 'Standard', title: '=cmd|calc' }; // prettier-ignore
  const made = await runCli(['provision', file('p.json', JSON.stringify(person))], { env });
  assert.equal(made.code, 0, made.stderr);
  const search = async (format) => (await runCli(['search', 'emailAddr=f@x.com', '--fields', 'emailAddr,firstName,title', '--format', format], { env })).stdout; // prettier-ignore
  const expected = { emailAddr: 'f@x.com', firstName: 'F', title: '=cmd|calc' };
  const csv = await search('csv');
  assert.equal(csv, 'emailAddr,firstName,title\r\nf@x.com,F,"\'=cmd|calc"\r\n');
  assert.deepEqual(await peopleOf(csv), [expected]);
  assert.deepEqual(JSON.parse(await search('json')), [expected]);
  assert.equal(await search('jsonl'), `${JSON.stringify(expected)}\n`);
  assert.equal(
    await search('table'),
    'emailAddr  firstName  title\nf@x.com    F          =cmd|calc\n',
  );
});
