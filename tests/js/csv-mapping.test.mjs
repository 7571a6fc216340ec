// workfront-actions/csv: the rows of a list for reconcile, whose columns a mapping reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPeople } from 'workfront-actions/csv';
import { peopleOf, refusedFile, rowsOf } from './lib/people.mjs';

const mapping = {
  $schema: './mapping.schema.json',
  emailAddr: { from: 'Mail', lower: true },
  isActive: 'Aktiv',
  fte: 'Teilzeit',
  lastWorkingDay: 'Austritt',
  title: { from: 'Titel', map: { 1: 'Lead' } },
  userGroups: 'Gruppen',
  teams: { from: 'Teams', split: ',' },
  description: { template: '{Titel} since {Eintritt}' },
};
const header = 'MAIL;Aktiv;Teilzeit;Austritt;Titel;Gruppen;Teams;Eintritt';

test('cells have the types of the fields that a mapping reads them for', async () => {
  const [person] = await peopleOf(
    `${header}\nA@x.com;WAHR;0,75;31.12.2026;1;Design|Web;A, B;01.02.2026\n`,
    { mapping },
  );
  assert.deepEqual(person, {
    $line: 2,
    Mail: 'A@x.com',
    Aktiv: true,
    Teilzeit: 0.75,
    Austritt: '2026-12-31',
    Titel: '1',
    Gruppen: ['Design', 'Web'],
    Teams: 'A, B',
    Eintritt: '01.02.2026',
  });
});

test('ambiguous cells have the line, the column, the header and the option that decides', async () => {
  const text = `${header}\nA@x.com;aktiv;1,234;01/02/2026;;A, B;;\n`;
  const [{ problems }] = await rowsOf(text, { mapping });
  assert.deepEqual(
    problems.map(({ line, column, field }) => [line, column, field]),
    [
      [2, 2, 'isActive'],
      [2, 3, 'fte'],
      [2, 4, 'lastWorkingDay'],
      [2, 6, 'userGroups'],
    ],
  );
  for (const [at, pattern] of [
    /isActive \('Aktiv'\): 'aktiv'/,
    /fte \('Teilzeit'\).*--decimal/,
    /lastWorkingDay \('Austritt'\).*--date-format/,
    /userGroups \('Gruppen'\)/,
  ].entries())
    // prettier-ignore
    assert.match(problems[at].message, pattern);
  const [person] = await peopleOf(`${header}\na@x.com;;1,234;01/02/2026;;;;\n`, {
    mapping,
    decimal: ',',
    dateFormat: 'MDY',
  });
  assert.deepEqual([person.Teilzeit, person.Austritt], [1.234, '2026-01-02']);
});

test('a column for fields of different types must be written the same in each', async () => {
  const both = { fte: 'Hours', title: { template: '{Hours} of the week' } };
  assert.deepEqual(await peopleOf('Hours,Email\n0.5,a@x.com\n', { mapping: both }), [
    { $line: 2, Hours: '0.5', emailAddr: 'a@x.com' },
  ]);
  const [{ problems }] = await rowsOf('Hours;Email\n0,5;a@x.com\n', { mapping: both });
  assert.match(problems[0].message, /line 2, column 1: .*must be written as '0.5'/);
});

test('lastWorkingDay is a field of a list only', async () => {
  const text = 'Email,Last working day\na@x.com,31.12.2026\n';
  assert.deepEqual(await peopleOf(text, { mapping: {} }), [
    { $line: 2, emailAddr: 'a@x.com', lastWorkingDay: '2026-12-31' },
  ]);
  assert.deepEqual(
    await peopleOf(text.replace('Last working day', 'Until'), {
      mapping: {},
      map: { Until: 'lastWorkingDay' },
    }),
    [{ $line: 2, emailAddr: 'a@x.com', lastWorkingDay: '2026-12-31' }],
  );
  assert.equal((await refusedFile(text)).code, 'header');
  const map = { 'Last working day': 'lastWorkingDay' };
  assert.throws(() => readPeople(text, { map }), { code: 'options' });
});

test('a column that the mapping reads and the file lacks refuses the file', async () => {
  const { code, message } = await refusedFile('E-Mail;Titel\na@x.com;1\n', {
    mapping: { emailAddr: 'EMail', title: 'Title' },
  });
  assert.equal(code, 'header');
  assert.match(message, /line 1: mapping has 'Title', but the file has no such column/);
});

test('columns that nothing reads are named once', async () => {
  const warnings = [];
  const onWarning = (warning) => warnings.push(warning.columns);
  const text = `${header};Schuhe;title;Raum\n${'a@x.com;;;;;;;;44;Boss;\n'}${'b@x.com;;;;;;;;45;Boss;\n'}`;
  const people = await peopleOf(text, { mapping, onWarning, map: { Raum: null } });
  // The mapping has another column for the title.
  assert.deepEqual(people, [
    { $line: 2, Mail: 'a@x.com' },
    { $line: 3, Mail: 'b@x.com' },
  ]);
  assert.deepEqual(warnings, [['Schuhe', 'title']]);
  assert.equal((await refusedFile('Email,Schuhe\na@x.com,1\n', { mapping: {} })).code, 'header');
});

test('map and mapping can not both decide', async () => {
  for (const map of [{ Mail: 'username' }, { Other: 'title' }]) {
    const { code, message } = await refusedFile(`${header};Other\n`, { mapping, map });
    assert.equal(code, 'options');
    assert.match(message, /map and mapping/);
  }
  assert.throws(() => readPeople('a\n', { mapping: [] }), { code: 'options' });
});

test('an empty cell says nothing, and the clearing word is null, in CSV and in JSON', async () => {
  const csv = `Mail;Aktiv;Titel\na@x.com;;<clear>\n`;
  const json = JSON.stringify([{ Mail: 'a@x.com', Aktiv: '', Titel: '<clear>' }]);
  const few = { emailAddr: 'Mail', isActive: 'Aktiv', title: { from: 'Titel', default: 'Guest' } };
  const withoutLine = ({ $line, ...person }) => person;
  for (const text of [csv, json]) {
    const people = (await peopleOf(text, { mapping: few })).map(withoutLine);
    assert.deepEqual(people, [{ Mail: 'a@x.com', Titel: null }]);
  }
});

test('repeated rows are found by the columns of the keys', async () => {
  const [, same, other] = await rowsOf(
    'Mail;Titel\nA@x.com;1\na@x.com;1\na@x.com;2\n', // prettier-ignore
    { mapping: { emailAddr: 'Mail', title: 'Titel' } },
  );
  assert.deepEqual([same.duplicateOf.row, same.problems], [2, undefined]);
  assert.match(other.problems[0].message, /row 4 has the same emailAddr as row 2 .* Titel/);
});

test('a file that ends in the middle of a row has a problem there', async () => {
  const cut = 'Email,First name,Last name\na@x.com,Ann,Lee\nb@x.com,Bo';
  const [, last] = await rowsOf(cut);
  assert.match(last.problems[0].message, /line 3: must have 3 values.* has 2.*cut off/);
  const [only] = await rowsOf('Email,First name\na@x.com\n');
  assert.match(only.problems[0].message, /line 2: must have 2 values/);
  assert.equal((await refusedFile('Email,First name\na@x.com,"An')).code, 'syntax');
  assert.equal((await refusedFile('{"emailAddr":"a@x.com"}\n{"emailAddr":"b@x')).code, 'syntax');
  assert.equal((await refusedFile('[{"emailAddr":"a@x.com"},{"emai')).code, 'syntax');
  // Programs that leave out empty values do so at the end of every row.
  const trimmed = await rowsOf('Email,First name,Last name\na@x.com,Ann\nb@x.com,Bo');
  assert.ok(trimmed.every(({ problems }) => problems === undefined));
});

test('columns that other systems add and Workfront has no field for are left out with a warning', async () => {
  const warnings = [];
  const text = 'mail,directorySynced,accountEnabled,usageLocation,objectId\na@x.com,True,False,DE,1\n'; // prettier-ignore
  const onWarning = ({ columns, message }) => warnings.push([columns, message]);
  const people = await peopleOf(text.replace('mail', 'Email'), { onWarning });
  assert.deepEqual(people, [{ emailAddr: 'a@x.com' }]);
  assert.deepEqual(warnings[0][0], ['directorySynced', 'accountEnabled', 'usageLocation', 'objectId']); // prettier-ignore
  assert.match(warnings[0][1], /not read: 'directorySynced'/);
  assert.equal((await refusedFile('Email,department\na@x.com,Sales\n')).code, 'header');
});
