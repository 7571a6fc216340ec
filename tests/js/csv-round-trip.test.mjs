// workfront-actions/csv: what writePeople writes, readPeople reads back as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { writePeople } from 'workfront-actions/csv';
import { peopleOf, rowsOf } from './lib/people.mjs';

const clear = '<clear>';

/** Texts that a reader of CSV could change: white space, apostrophes, formulas, words with a meaning, delimiters, quotes. */
const odd = fc.constantFrom(
  ...['<clear>', '-', 'null', 'NULL', '#N/A', '1E+11', '1,23457E+11', '=1', '\t=1', '\n@x', '＝1'],
  ...["'", "''", "'''", "'=1", "''=1", "' x", "'<clear>", "d'Arc", '"', '""', '"x', ',', ';', '|'],
  ...['', ' ', ' x', 'x ', '\u00a0x', '\ufeffx', 'a\r\nb', 'a\nb', 'a\rb', 'a\tb', 'sep=;', '[1]'],
  ...['{"a":1}', '1,234', '1.234', '00123', '1e5', 'TRUE', '2026-03-29', '١٢٣', '😀'],
);
const isAllowed = (text) =>
  // eslint-disable-next-line no-control-regex
  !/[\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text) && text.isWellFormed();
const plain = fc.string({ unit: 'binary', maxLength: 8 }).filter(isAllowed);
const parts = fc.array(fc.oneof(odd, plain), { minLength: 1, maxLength: 3 });
const text = fc.oneof(
  odd,
  plain,
  parts.map((some) => some.join('')),
);

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((one) => one || 0),
  fc.integer({ min: -9_999_999, max: 9_999_999 }).map((one) => one / 1000 || 0),
  fc.constantFrom(1.234, -123.456, 1e-7, Number.MAX_SAFE_INTEGER),
);
const two = (value) => String(value).padStart(2, '0');
const date = fc
  .tuple(
    fc.integer({ min: 1980, max: 2099 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.constantFrom('', 'T08:30:00', 'T00:00:00.000Z', 'T23:59:59:000-0500'),
  ) // prettier-ignore
  .map(([year, month, day, clock]) => `${year}-${two(month)}-${two(day)}${clock}`);

const orNull = (arbitrary) => fc.option(arbitrary, { freq: 5 });
const fields = {
  extRefID: fc.stringMatching(/^[a-zA-Z0-9=+@-][a-zA-Z0-9 ._-]{0,8}[a-zA-Z0-9]$/),
  title: orNull(text),
  address: orNull(text),
  firstName: text,
  isActive: fc.boolean(),
  costPerHour: orNull(number),
  scheduledDeactivationDate: orNull(date),
  userGroups: orNull(fc.array(text)),
  parameterValues: orNull(
    fc.dictionary(text, fc.oneof(text, number, fc.boolean()), { noNullPrototype: true }),
  ),
  'DE:Cost; centre, "A"': text,
};
const person = fc
  .record(
    { ...fields, password: fc.string({ minLength: 1 }).filter(isPassword) },
    { requiredKeys: [] },
  )
  .map((some) => ({ ...some }));
const people = fc
  .array(person, { minLength: 1, maxLength: 5 })
  .map((some) => some.map((one, at) => ({ emailAddr: `p${at}@example.com`, ...one, ...(one.extRefID && { extRefID: `${one.extRefID}${at}` }) }))); // prettier-ignore

/** A password that a cell can have. */
function isPassword(password) {
  const trimmed = password.trim();
  return (
    trimmed !== '' && trimmed !== clear && !/^[=+\-@＝＋－＠]/.test(trimmed) && isAllowed(password)
  );
}

test('any person is read back from CSV as they were', async () => {
  const delimiters = fc.constantFrom(',', ';', 'tab', '|', ':', '.');
  const property = fc.asyncProperty(
    people,
    delimiters,
    fc.boolean(),
    async (some, delimiter, bom) => {
      const written = await writePeople(some, { delimiter, bom, clear }).text();
      const rows = await rowsOf(written, { delimiter });
      assert.deepEqual(rows.flatMap(({ problems = [] }) => problems), []); // prettier-ignore
      assert.deepEqual(
        rows.map(({ person }) => person),
        some,
      );
      const bytes = new TextEncoder().encode(written);
      assert.deepEqual(await peopleOf(bytes, { delimiter }), some);
    },
  );
  await fc.assert(property, { numRuns: 500 });
});

test('no cell of any text is a formula', async () => {
  const property = fc.asyncProperty(text, async (title) => {
    const written = await writePeople([{ title }], { clear }).text();
    const cell = written.slice('title\r\n'.length).replace(/^"/, '');
    assert.doesNotMatch(cell, /^[=+\-@\t\n＝＋－＠]|^\r(?!\n$)/);
  });
  await fc.assert(property);
});

test('JSON is read back apart from what means an empty value there', async () => {
  const isPlain = (value) =>
    typeof value !== 'string' || (value.trim() === value && value !== '' && value !== clear);
  const isRefused = (value) => typeof value === 'string' && /^null$|^#|E\+\d/i.test(value);
  const kept = (one) =>
    Object.fromEntries(
      Object.entries(one).filter(([, value]) => isPlain(value) && !isRefused(value)),
    );
  const formats = fc.constantFrom('json', 'jsonl');
  const property = fc.asyncProperty(people, formats, async (some, format) => {
    const plainPeople = some.map(kept);
    const written = await writePeople(plainPeople, { format }).text();
    assert.deepEqual(await peopleOf(written, { format }), plainPeople);
  });
  await fc.assert(property);
});

test('an empty string, null and no value are three things if null has a word', async () => {
  const some = [{ ID: 'a1', title: '' }, { ID: 'a2', title: null }, { ID: 'a3' }];
  const written = await writePeople(some, { clear }).text();
  assert.equal(written, "ID,title\r\na1,''\r\na2,<clear>\r\na3,\r\n");
  assert.deepEqual(await peopleOf(written), some);
  assert.equal(await writePeople(some).text(), 'ID,title\r\na1,\r\na2,\r\na3,\r\n');
  const dashed = await writePeople([{ ID: 'a1', title: '-', city: null }], { clear: '-' }).text();
  assert.deepEqual(await peopleOf(dashed, { clear: '-' }), [{ ID: 'a1', title: '-', city: null }]);
});

test('what no cell can have is refused', async () => {
  for (const [row, message] of [
    [{ fte: Number.NaN }, /finite number but is NaN/],
    [{ fte: Infinity }, /finite number but is Infinity/],
    [{ parameterValues: { 'DE:Cost': -Infinity } }, /'DE:Cost' must be a finite number/],
    [{ password: '=cmd' }, /password/],
    [{ password: '<clear>' }, /password/],
  ]) {
    await assert.rejects(writePeople([row]).text(), { name: 'FileError', code: 'row', message });
  }
  for (const format of ['json', 'jsonl']) {
    const written = writePeople([{ fte: Number.NaN }], { format }).text();
    await assert.rejects(written, { code: 'row', message: /'fte' must be a finite number/ });
  }
  assert.equal(await writePeople([{ fte: -0 }]).text(), 'fte\r\n0\r\n');
  assert.equal(await writePeople([{ entryDate: new Date(0) }]).text(), 'entryDate\r\n1970-01-01T00:00:00.000Z\r\n'); // prettier-ignore
});
