// workfront-actions/csv: which field a column stands for.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { headerSources } from '../../js/csv/header-sources.mjs';
import { falseWords, trueWords } from '../../js/csv/read-boolean.mjs';
import { peopleOf, refusedFile, rowsOf } from './lib/people.mjs';

const fieldsOf = async (headers, options) => {
  const values = headers.map((_, at) => (at === 0 ? 'a@x.com' : ''));
  const [person] = await peopleOf(`${headers.join(',')}\n${values.join(',')}\n`, options);
  return person;
};

test("headers are Workfront's field names, their titles, and those of its own import file", async () => {
  const text = 'First Name,Last Name,Email Address,Access Level,SSO Login ID\nAnn,Lee,a@x.com,Standard,ann\n'; // prettier-ignore
  assert.deepEqual(await peopleOf(text), [
    { firstName: 'Ann', lastName: 'Lee', emailAddr: 'a@x.com', accessLevel: 'Standard', ssoUsername: 'ann' }, // prettier-ignore
  ]);
  for (const header of [
    'emailAddr',
    'EMAILADDR',
    ' E-mail address ',
    'Email',
    'email_addr',
    'EmailAddress',
  ]) {
    assert.deepEqual(await fieldsOf([header]), { emailAddr: 'a@x.com' }, header);
  }
  assert.deepEqual(await fieldsOf(['Email', 'DE:Employee Number']), { emailAddr: 'a@x.com' });
  assert.deepEqual(await peopleOf('Email,DE:Cost Center\na@x.com,007'), [{ emailAddr: 'a@x.com', 'DE:Cost Center': '007' }]); // prettier-ignore
});

test("columns of other systems' files have their fields, and those without a field are left out", async () => {
  for (const [name, text, person] of [
    [
      'Adobe Admin Console',
      'Identity Type,Username,Domain,Email,First Name,Last Name,Country Code,Product Configurations,Admin Roles,User Groups\nFederated ID,ann,x.com,a@x.com,Ann,Lee,US,Default,,Designers\n',
      { emailAddr: 'a@x.com', firstName: 'Ann', lastName: 'Lee', country: 'US' },
    ],
    [
      'Adobe User Sync tool',
      'firstname,lastname,email,country,groups,type,username,domain\nAnn,Lee,a@x.com,US,"AdobeCC-All",enterpriseID,ann,x.com\n',
      { emailAddr: 'a@x.com', firstName: 'Ann', lastName: 'Lee', country: 'US' },
    ],
    [
      'Microsoft Entra ID',
      'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,country\nann@x.com,Ann Lee,Lee,a@x.com,Ann,1-2,Member,Lead,Sales,True,DE,Germany\n',
      {
        emailAddr: 'a@x.com',
        firstName: 'Ann',
        lastName: 'Lee',
        title: 'Lead',
        isActive: true,
      },
    ],
    [
      'Okta',
      'login,firstName,lastName,middleName,email,title,primaryPhone,zipCode,countryCode,manager,department\nann,Ann,Lee,M,a@x.com,Lead,+1 2,94000,US,Bo,Sales\n',
      {
        emailAddr: 'a@x.com',
        firstName: 'Ann',
        lastName: 'Lee',
        title: 'Lead',
        phoneNumber: '+1 2',
        postalCode: '94000',
        country: 'US',
      },
    ],
  ]) {
    // prettier-ignore
    const rows = await rowsOf(text);
    assert.deepEqual(rows, [{ line: 2, row: 2, person }], name);
  }
  // Without the marks of such a file, these are Workfront's own fields.
  assert.deepEqual(await peopleOf('Email,Username,User Groups\na@x.com,ann,g'), [{ emailAddr: 'a@x.com', username: 'ann', userGroups: ['g'] }]); // prettier-ignore
});

test('map names the fields of columns, and leaves columns out', async () => {
  const map = {
    'E-Mail (work)': 'emailAddr',
    Abteilung: null,
    'Personal-Nr.': 'extRefID',
    Kst: 'DE:Cost',
  };
  const text = 'e-mail (WORK);Abteilung;Personal-Nr.;Kst\na@x.com;Sales;007;1\n';
  assert.deepEqual(await peopleOf(text, { map }), [{ emailAddr: 'a@x.com', extRefID: '007', 'DE:Cost': '1' }]); // prettier-ignore
  // It has priority over what is known.
  assert.deepEqual(await peopleOf('Email,Title\na@x.com,b', { map: { title: 'role' } }), [{ emailAddr: 'a@x.com', role: 'b' }]); // prettier-ignore
  assert.deepEqual(await peopleOf('[{"Mail":"a@x.com"}]', { map: { mail: 'emailAddr' } }), [{ emailAddr: 'a@x.com' }]); // prettier-ignore
  const missing = await refusedFile('Email\na@x.com', { map: { 'E-Mails': 'emailAddr' } });
  assert.equal(missing.code, 'header');
  assert.match(missing.message, /no such column.*'Email'/);
});

test('an unknown column is refused with the nearest name, or left out', async () => {
  const error = await refusedFile('emailAddr,firstNam\na@x.com,Ann\n');
  assert.deepEqual(
    [error.code, error.line, error.column, error.value],
    ['header', 1, 2, 'firstNam'],
  );
  assert.match(error.message, /did you mean 'firstName'\?.*--map "firstNam=…".*--ignore-unknown/);
  assert.deepEqual(await peopleOf('emailAddr,firstNam\na@x.com,Ann\n', { ignoreUnknown: true }), [{ emailAddr: 'a@x.com' }]); // prettier-ignore
  assert.deepEqual(await peopleOf('[{"emailAddr":"a@x.com","x":1}]', { ignoreUnknown: true }), [{ emailAddr: 'a@x.com' }]); // prettier-ignore
  // A run is set by its options, never by a row.
  for (const name of ['dryRun', 'includeAdministrators', 'waitMs', '__proto__', 'constructor']) {
    assert.equal((await refusedFile(`emailAddr,${name}\na@x.com,true`)).code, 'header', name);
  }
});

test('two columns for one field are refused', async () => {
  const same = await refusedFile('title,city,title\n1,2,3');
  assert.match(same.message, /must have one column 'title' but has two \(columns 1 and 3\)/);
  const other = await refusedFile('Email,E-mail address\na@x.com,b@x.com');
  assert.match(other.message, /one column for emailAddr but has 'Email' and 'E-mail address'/);
  const both = await peopleOf('Email,E-mail address\na@x.com,b@x.com', { map: { Email: null } });
  assert.deepEqual(both, [{ emailAddr: 'b@x.com' }]);
  const [row] = await rowsOf('[{"Email":"a@x.com","emailAddr":"b@x.com"}]');
  assert.match(row.problems[0].message, /one value for emailAddr, but has two/);
});

test('docs/files.md names every word for true and false, and every file that is known', async () => {
  const docs = await readFile(new URL('../../docs/files.md', import.meta.url), 'utf8');
  const words = docs.toLowerCase();
  for (const word of [...trueWords, ...falseWords]) assert.ok(words.includes(word), word);
  for (const { name, source } of headerSources) {
    assert.ok(docs.includes(name) && docs.includes(source), name);
  }
});

test('names in other languages get the right suggestion or none, and are never taken as they are', async () => {
  for (const [header, field] of [
    ['Vorname', 'firstName'],
    ['NACHNAME', 'lastName'],
    ['Prénom', 'firstName'],
    ['Nom', 'lastName'],
    ['Nombre', 'firstName'],
    ['Apellidos', 'lastName'],
    ['Abteilung', undefined],
  ]) {
    const { hint } = await refusedFile(`emailAddr,${header}\na@x.com,Ann\n`);
    if (field === undefined) assert.doesNotMatch(hint, /did you mean/, header);
    else assert.match(hint, new RegExp(`^did you mean '${field}'\\?`), header);
  }
});

test('yes and no are read in many languages, and other words are explained', async () => {
  for (const [word, value] of [
    ['JA', true],
    ['Nein', false],
    ['oui', true],
    ['Non', false],
    ['SÍ', true],
    ['não', false],
  ]) {
    const [person] = await peopleOf(`emailAddr,isActive\na@x.com,${word}\n`);
    assert.equal(person.isActive, value, word);
  }
  const [row] = await rowsOf('emailAddr,isActive\na@x.com,aktiv\n');
  assert.match(row.problems[0].message, /'aktiv' must be true or false.*mapping/);
  const [date] = await rowsOf('emailAddr,scheduledDeactivationDate\na@x.com,01/02/2026\n');
  assert.match(
    date.problems[0].message,
    /could be day\/month or month\/day.*--date-format DMY for day\.month\.year/,
  );
});

test('a column that isn’t there: the names of those that are, or another delimiter', async () => {
  const headers = Array.from({ length: 60 }, (_, at) => `Spalte mit Namen ${at}`);
  const mapping = { emailAddr: 'Mail', title: 'Spalte mit Namen 1' };
  const { message } = await refusedFile(`${headers.join(',')}\n`, { mapping });
  assert.match(message, /^line 1: mapping has 'Mail', but the file has no such column; its columns are 'Spalte mit Namen 0', .*'Spalte mit Namen 49' …$/); // prettier-ignore
  for (const [text, options] of [
    ['emailAddr|title\na@x.com|Lead\n', {}],
    ['Mail|Job\na@x.com|Lead\n', { mapping: { emailAddr: 'Mail' } }],
    ['emailAddr,title\na@x.com,Lead\n', { delimiter: ';' }],
  ]) {
    const refused = await refusedFile(text, options);
    assert.match(
      refused.message,
      /; is the delimiter another\? name it with the option 'delimiter' \(--delimiter\)$/,
    );
  }
});

test('the name in what search writes is left out with a warning, and elsewhere it is unknown', async () => {
  const warnings = [];
  const onWarning = ({ columns }) => warnings.push(...columns);
  const text = 'ID,name,emailAddr,isActive\nu1,Ann Lee,a@x.com,true\n';
  for (const options of [{ onWarning }, { onWarning, mapping: {} }]) {
    const [{ $line: _, ...person }] = await peopleOf(text, options);
    assert.deepEqual(person, { ID: 'u1', emailAddr: 'a@x.com', isActive: true });
  }
  assert.deepEqual(warnings, ['name', 'name']);
  const { message } = await refusedFile(text.replace('ID', 'extRefID'));
  assert.match(message, /'name' is not the name of a field; .*--map "name=…"/);
});
