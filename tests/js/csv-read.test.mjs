// workfront-actions/csv: rows of CSV and JSON, with the types of their fields.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPeople } from 'workfront-actions/csv';
import { personFields } from '../../js/generated/person-fields.mjs';
import manifest from 'workfront-actions/manifest';
import { collected, peopleOf, refusedFile as refused, rowsOf } from './lib/people.mjs';

/** The value of one cell, in a column of this field. */
async function cell(field, text, options) {
  const quoted = `"${text.replaceAll('"', '""')}"`;
  const [row] = await rowsOf(`emailAddr,${field}\na@x.com,${quoted}\n`, options);
  return row.problems === undefined ? row.person[field] : row.problems[0];
}

test('a row has its line, its row in a spreadsheet, and the fields that are filled in', async () => {
  const rows = await rowsOf(
    'emailAddr,firstName,title\r\na@x.com,"Ann\r\nMay",\r\n\r\n,,\r\nb@x.com,Bo,Lead',
  );
  assert.deepEqual(rows, [
    { line: 2, row: 2, person: { emailAddr: 'a@x.com', firstName: 'Ann\r\nMay' } },
    { line: 6, row: 5, person: { emailAddr: 'b@x.com', firstName: 'Bo', title: 'Lead' } },
  ]);
});

test('line ends, quotes, spaces and blank lines are read', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const text = [
      '',
      'emailAddr, "firstName" ,lastName',
      ' a@x.com , "O""Neil, Jr." ,Lee',
      '',
      '',
    ].join(end);
    assert.deepEqual(
      await peopleOf(text),
      [{ emailAddr: 'a@x.com', firstName: 'O"Neil, Jr.', lastName: 'Lee' }],
      JSON.stringify(end),
    );
  }
});

test('the delimiter is the one of the first line', async () => {
  const expected = [{ emailAddr: 'a@x.com', title: 'one;two,three\tfour' }];
  for (const [delimiter, name] of [
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', '|'],
  ]) {
    // prettier-ignore
    const text = `emailAddr${delimiter}title\na@x.com${delimiter}"one;two,three\tfour"\n`;
    if (name !== '|') assert.deepEqual(await peopleOf(text), expected, name);
    assert.deepEqual(await peopleOf(text, { delimiter: name }), expected, name);
  }
  assert.deepEqual(await peopleOf('sep=;\nemailAddr;title\na@x.com;Lead'), [{ emailAddr: 'a@x.com', title: 'Lead' }]); // prettier-ignore
  assert.deepEqual(await peopleOf('emailAddr\na@x.com'), [{ emailAddr: 'a@x.com' }]);
  const unclear = await refused('emailAddr;title,city\na;b,c');
  assert.equal(unclear.code, 'delimiter');
  assert.match(unclear.message, /--delimiter/);
});

test('the kinds of fields are those of the manifest', () => {
  const { input } = manifest.actions.find(({ key }) => key === 'provision');
  for (const [name, { kind }] of Object.entries(personFields)) {
    if (name === 'ID' || kind === 'date') continue;
    const type = input.properties[name].type ?? 'string';
    assert.ok([type].flat().includes(kind), `${name}: ${kind}`);
  }
  assert.equal(personFields.scheduledDeactivationDate.kind, 'date');
  assert.equal(personFields.dryRun, undefined);
  assert.equal(personFields.includeAdministrators, undefined);
});

test('booleans', async () => {
  for (const text of ['TRUE', 'true', 'True', 'yes', '1', 'WAHR', 'VRAI', 'Verdadero', 'VERO']) {
    assert.equal(await cell('isActive', text), true, text);
  }
  for (const text of ['FALSE', 'false', 'no', '0', 'FALSCH', 'FAUX', 'Falso']) {
    assert.equal(await cell('isActive', text), false, text);
  }
  for (const text of ['x', 'aktiv', '-1', 'TRUE!', 'on']) {
    const { line, column, field, value, message } = await cell('isActive', text);
    assert.deepEqual({ line, column, field, value }, { line: 2, column: 2, field: 'isActive', value: text }); // prettier-ignore
    assert.match(message, /^line 2, column 2: isActive: '.*' must be true or false/);
  }
});

test('numbers', async () => {
  for (const [text, value] of [
    ['0.5', 0.5],
    ['0,5', 0.5],
    ['1', 1],
    ['-2,25', -2.25],
    ['0,125', 0.125],
    ['.5', 0.5],
    ['1e-1', 0.1],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1 234,5', 1234.5],
    ["1'234.50", 1234.5],
    ['1\u00a0234', 1234],
    ['1234,567', 1234.567],
    ['12', 12],
  ]) {
    // prettier-ignore
    assert.equal(await cell('costPerHour', text), value, text);
  }
  for (const text of ['1,234', '1.234', '12,345']) {
    assert.match((await cell('costPerHour', text)).message, /could be .*--decimal/, text);
  }
  assert.equal(await cell('costPerHour', '1,234', { decimal: ',' }), 1.234);
  assert.equal(await cell('costPerHour', '1,234', { decimal: '.' }), 1234);
  assert.equal(await cell('costPerHour', '1.234', { decimal: ',' }), 1234);
  for (const text of [
    '50%',
    '€ 5',
    '1.2.3',
    '1,2,3',
    '12 34',
    '1,23.4,5',
    'abc',
    '--1',
    ',',
    '1,,2',
    '0x10',
    'Infinity',
    'NaN',
    '1.234,5.6',
  ]) {
    // prettier-ignore
    assert.match((await cell('costPerHour', text)).message ?? 'accepted', /must be a number/, text);
  }
});

test('dates', async () => {
  const date = (text, options) => cell('scheduledDeactivationDate', text, options);
  for (const [text, value] of [
    ['2026-03-29', '2026-03-29'],
    ['2026-03-29 00:00:00', '2026-03-29'],
    ['2026/3/29', '2026-03-29'],
    ['29.03.2026', '2026-03-29'],
    ['1.2.2026', '2026-02-01'],
    ['13/02/2026', '2026-02-13'],
    ['02/13/2026', '2026-02-13'],
    ['03/03/2026', '2026-03-03'],
    ['29.03.2026 00:00', '2026-03-29'],
    ['2026-03-29T00:00:00:000-0500', '2026-03-29T00:00:00:000-0500'],
    ['2026-03-29T08:30:00Z', '2026-03-29T08:30:00Z'],
  ]) {
    // prettier-ignore
    assert.equal(await date(text), value, text);
  }
  const ambiguous = await date('01/02/2026');
  assert.match(ambiguous.message, /line 2, column 2: .*'01\/02\/2026' could be.*--date-format/);
  assert.equal(await date('01/02/2026', { dateFormat: 'DMY' }), '2026-02-01');
  assert.equal(await date('01/02/2026', { dateFormat: 'MDY' }), '2026-01-02');
  assert.equal(await date('2026-01-02', { dateFormat: 'MDY' }), '2026-01-02');
  for (const text of [
    '2026-02-30',
    '31/04/2026',
    '29/03/26',
    '46023',
    'tomorrow',
    '2026-3',
    '2026-03-29Tx',
    '13/13/2026',
  ]) {
    // prettier-ignore
    assert.match((await date(text)).message ?? `accepted ${text}`, /must be a date/, text);
  }
  assert.match((await date('2026/01/02', { dateFormat: 'DMY' })).message, /order DMY/);
  for (const dateFormat of [undefined, 'DMY', 'MDY', 'YMD']) {
    const { message } = await date('31.12.26', { dateFormat });
    assert.match(
      message,
      /a year of four digits; years of two digits are always refused: write 20/,
    );
    assert.ok(!message.includes('dateFormat'), message);
  }
});

test('lists and objects', async () => {
  for (const [text, value] of [
    ['Design', ['Design']],
    ['Design;Web', ['Design', 'Web']],
    ['Design | Web |', ['Design', 'Web']],
    ['["a,b","c"]', ['a,b', 'c']],
    ['[{"groupID":"g1","isOwner":true}]', [{ groupID: 'g1', isOwner: true }]],
  ]) {
    // prettier-ignore
    assert.deepEqual(await cell('userGroups', text), value, text);
  }
  for (const text of ['a,b', 'a;b|c', 'a;;b', '["a"', '[1']) {
    assert.ok((await cell('userGroups', text)).message, text);
  }
  assert.deepEqual(await cell('parameterValues', '{"DE:Cost":1}'), { 'DE:Cost': 1 });
  assert.match((await cell('parameterValues', 'x')).message, /JSON object/);
});

test('text stays as it is, and what was spoilt is refused', async () => {
  for (const text of [
    '00123',
    '1e5',
    '+49 30 1234',
    '=A1',
    'Null Island',
    '1,234',
    'TRUE',
    "d'Arc",
  ]) {
    assert.equal(await cell('title', text), text);
  }
  assert.equal(await cell('firstName', 'Null'), 'Null');
  for (const [field, text, reason] of [
    ['extRefID', '1,23457E+11', /shortened/],
    ['title', '#N/A', /error of the spreadsheet/],
    ['title', 'NULL', /<clear>/],
    ['firstName', 'Jos\ufffd', /lost/],
    ['username', 'ann\u200b@x.com', /U\+200B/],
    ['extRefID', 'a\u00a0b', /U\+00A0/],
    ['title', 'a\u0000b', /U\+0000/],
  ]) {
    assert.match((await cell(field, text)).message ?? 'accepted', reason, `${field} ${text}`);
  }
  assert.equal(await cell('firstName', 'می\u200cخواهم'), 'می\u200cخواهم');
  const { value } = await cell('isActive', 'x'.repeat(1000));
  assert.equal(value.length, 61);
});

test('an empty cell leaves a field alone, and a word clears it', async () => {
  assert.deepEqual(await peopleOf('emailAddr,title,city\na@x.com,<clear>,'), [{ emailAddr: 'a@x.com', title: null }]); // prettier-ignore
  assert.deepEqual(await peopleOf('emailAddr,fte\na@x.com,-', { clear: '-' }), [{ emailAddr: 'a@x.com', fte: null }]); // prettier-ignore
});

test('no message has a password', async () => {
  const rows = await rowsOf('emailAddr,password\na@x.com," <secret> "');
  assert.equal(rows[0].person.password, ' <secret> ');
  const [json] = await rowsOf(JSON.stringify([{ emailAddr: 'a@x.com', password: { a: 'hunter2' } }])); // prettier-ignore
  assert.ok(json.problems[0].message.includes('password'));
  assert.ok(!JSON.stringify(json).includes('hunter2'));
  const broken = await refused('[{"password":"hunter2');
  assert.ok(!broken.message.includes('hunter2'), broken.message);
});

test('a row with more values than columns, or with a value in a column without a name, is refused', async () => {
  const [many, nameless, fine] = await rowsOf('emailAddr,\na@x.com,,,x\nb@x.com,y\nc@x.com');
  assert.match(many.problems[0].message, /line 2: must have at most 2 values, .*but has 4/);
  assert.match(nameless.problems[0].message, /line 3, column 2: .*no name/);
  assert.deepEqual(fine, { line: 4, row: 4, person: { emailAddr: 'c@x.com' } });
});

test('duplicates are named, and contradicting ones refused', async () => {
  const rows = await rowsOf(
    'emailAddr,extRefID,title\na@x.com,1,Lead\n A@X.COM ,1,Lead\nb@x.com,1,Lead\nc@x.com,2,\n',
  );
  assert.equal(rows[0].duplicateOf, undefined);
  assert.deepEqual(rows[1].duplicateOf, { row: 2, line: 2, key: 'emailAddr', differing: [] });
  assert.equal(rows[1].problems, undefined);
  assert.deepEqual(rows[2].duplicateOf, { row: 2, line: 2, key: 'extRefID', differing: ['emailAddr'] }); // prettier-ignore
  assert.match(rows[2].problems[0].message, /row 4 has the same extRefID as row 2 but differs in emailAddr/); // prettier-ignore
  assert.equal(rows[3].duplicateOf, undefined);
});

test('people() yields the people alone, and stops at the first problem', async () => {
  const fine = readPeople('emailAddr,fte\na@x.com,1\na@x.com,1\nb@x.com,"0,5"');
  assert.deepEqual(await collected(fine.people()), [
    { emailAddr: 'a@x.com', fte: 1 },
    { emailAddr: 'b@x.com', fte: 0.5 },
  ]);
  const hint = 'remove units and other characters';
  const wrong = `fte: 'half' must be a number such as 0.5 or 0,5; ${hint}`;
  for (const [text, place, name] of [
    ['emailAddr,fte\na@x.com,half', { line: 2, column: 2 }, 'line 2, column 2: '],
    ['[{"emailAddr":"a@x.com","fte":"half"}]', {}, 'item 1: '],
  ]) {
    await assert.rejects(collected(readPeople(text).people()), (error) => {
      const json = { name: 'FileError', message: `${name}${wrong}`, code: 'row', ...place, value: 'half', hint }; // prettier-ignore
      assert.deepEqual(JSON.parse(JSON.stringify(error)), json);
      assert.deepEqual([error.line, error.column, error.hint], [place.line, place.column, hint]);
      return true;
    });
  }
});

test('JSON arrays, objects and JSON lines are read with the same checks', async () => {
  const people = [
    { emailAddr: ' a@x.com ', isActive: 'TRUE', fte: '0,5', userGroups: ['g'] },
    { 'Email Address': 'b@x.com', isActive: false, title: null, extRefID: 42 },
  ];
  const expected = [
    { emailAddr: 'a@x.com', isActive: true, fte: 0.5, userGroups: ['g'] },
    { emailAddr: 'b@x.com', isActive: false, title: null, extRefID: '42' },
  ];
  assert.deepEqual(await peopleOf(JSON.stringify(people)), expected);
  assert.deepEqual(await peopleOf(JSON.stringify(people, null, 2)), expected);
  assert.deepEqual(await peopleOf(JSON.stringify(people[0], null, 2)), [expected[0]]);
  assert.deepEqual(await peopleOf(`\ufeff ${JSON.stringify(people[0])}`), [expected[0]]);
  const lines = `${people.map((one) => JSON.stringify(one)).join('\r\n\r\n')}\n`;
  const rows = await rowsOf(lines);
  assert.deepEqual(rows.map(({ person }) => person), expected); // prettier-ignore
  assert.deepEqual(rows.map(({ line }) => line), [1, 3]); // prettier-ignore
  const wrong = await rowsOf(JSON.stringify([{ isActive: 5 }, 'x', null, [], { emailAdr: 'a' }, { teams: {} }])); // prettier-ignore
  assert.deepEqual(
    wrong.map(({ problems }) => problems.length),
    [1, 1, 1, 1, 1, 1],
  );
  assert.match(wrong[0].problems[0].message, /isActive: '5' must be a boolean, but is a number/);
  assert.match(wrong[4].problems[0].hint, /'emailAddr'/);
  const broken = await refused('{"emailAddr":"a@x.com"}\n{"emailAddr"\n');
  assert.deepEqual([broken.code, broken.line], ['syntax', 2]);
  const polluted = await rowsOf('[{"__proto__":{"isActive":true}}]');
  assert.equal(polluted[0].person.isActive, undefined);
});

test('files without a row, and broken ones, are refused with the place', async () => {
  for (const text of [
    '',
    '\ufeff',
    '\n\n',
    'emailAddr',
    'emailAddr,title\n,\n  , \n',
    '[]',
    ' \n [ ]',
  ]) {
    assert.equal((await refused(text)).code, 'empty', JSON.stringify(text));
  }
  for (const [text, line] of [
    ['emailAddr,title\na@x.com,b\nb@x.com,"c\n', 3],
    ['emailAddr,title\na@x.com,5" pipe\n', 2],
    ['emailAddr,title\na@x.com,"Bob" Smith\n', 2],
    [`emailAddr,title\na@x.com,"${'x'.repeat(1_100_000)}`, 2],
  ]) {
    const error = await refused(text);
    assert.deepEqual([error.code, error.line], ['syntax', line], error.message);
    assert.match(error.message, /quote/);
  }
});

test('wrong options and sources are refused', async () => {
  for (const [options, reason] of [
    [{ encodng: 'utf-8' }, /did you mean 'encoding'/],
    [{ encoding: 'shift_jis' }, /encoding must be/],
    [{ encoding: 'nonsense' }, /encoding must be/],
    [{ delimiter: ',,' }, /delimiter must be/],
    [{ delimiter: '"' }, /delimiter must be/],
    [{ format: 'xlsx' }, /format must be csv, json or jsonl/],
    [{ dateFormat: 'dmy' }, /dateFormat must be/],
    [{ decimal: ';' }, /decimal must be/],
    [{ map: { a: 'emailAdr' } }, /did you mean 'emailAddr'/],
    [{ map: { 'E Mail': 'emailAddr', 'e-mail': 'title' } }, /each column once/],
    [{ map: [] }, /map must be an object/],
    [{ ignoreUnknown: 1 }, /ignoreUnknown/],
    [{ clear: ' ' }, /clear/],
    [null, /options must be an object/],
  ]) {
    assert.throws(() => readPeople('', options), { name: 'FileError', code: 'options', message: reason }); // prettier-ignore
  }
  for (const source of [null, undefined, 5, {}, [5], ['a', new Uint8Array(1)]]) {
    assert.equal((await refused(source)).code, 'options');
  }
});

test('a bad number changes nothing for the numbers after it', async () => {
  for (const bad of ['100000 0', '12 5']) {
    assert.match((await cell('fte', bad)).message, /groups of three/);
    assert.match((await cell('fte', '12 5')).message, /groups of three/);
  }
});
