// workfront-actions/csv: values that a spreadsheet or a JSON reader has damaged are refused, with their place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf } from './lib/people.mjs';

/** The value of a cell, or its problem. */
async function cell(field, text, options) {
  const [{ person, problems }] = await rowsOf(`ID,${field}\n1,"${text}"`, options);
  return problems?.[0] ?? person[field];
}

test("numbers in the spreadsheet's scientific notation are refused as keys and as other texts", async () => {
  const damaged = ['1E+11', '1.23457E+11', '1,23457E+11', '12345E+11', '1e+21', '-1E+11'];
  for (const field of ['extRefID', 'username', 'title', 'phoneNumber']) {
    for (const text of damaged) {
      const problem = await cell(field, text);
      assert.match(problem.message, /^line 2, column 2: .* shortened; format the column as text/);
    }
  }
  for (const text of ['12E5', '1E', 'E+11', '1E+1x', 'ABC1E+11']) {
    assert.equal(await cell('extRefID', text), text);
  }
  assert.equal(await cell('extRefID', "'1E+11"), '1E+11');
  const mapping = { extRefID: 'Personalnummer' };
  const [{ problems }] = await rowsOf('Personalnummer\n1E+11', { mapping });
  assert.match(
    problems[0].message,
    /line 2, column 1: .*'1E\+11' is a number that the spreadsheet/,
  );
  const [inJson] = await rowsOf('[{"extRefID":"1E+11"}]');
  assert.match(inJson.problems[0].message, /shortened/);
});

test('a time that no clock shows is no date', async () => {
  for (const [clock, isRight] of [
    ['T08:30', true],
    ['T23:59:59.999Z', true],
    ['T00:00:00:000-0500', true],
    ['T25:99', false],
    ['T24:00:00', false],
    ['T08:60:00', false],
    ['T08:30:60', false],
    ['T08:30:00+25:00', false],
    [' 25:99', false],
  ]) {
    const value = await cell('scheduledDeactivationDate', `2026-03-29${clock}`);
    assert.equal(value.message === undefined, isRight, clock);
    if (!isRight) assert.match(value.message, /line 2, column 2: .*must be a date/);
  }
  for (const [date, isRight] of [
    ['29.3.2026 08:30', true],
    ['29.3.2026 25:99', false],
  ]) {
    const value = await cell('scheduledDeactivationDate', date);
    assert.equal(value.message === undefined, isRight, date);
  }
});

test('numbers are finite, exact, and zero has no sign', async () => {
  for (const text of ['1e999', '-1e999', 'NaN', 'Infinity', '9007199254740993', '1e16']) {
    assert.match(
      (await cell('fte', text)).message ?? 'accepted',
      /line 2, column 2: .*must be/,
      text,
    );
  }
  assert.equal(await cell('fte', '9007199254740991'), 9_007_199_254_740_991);
  for (const text of ['-0', '-0.0', '-0,0', '-0e0']) {
    assert.ok(Object.is(await cell('fte', text), 0), text);
  }
});

test('numbers of JSON files that lose digits are refused with their place', async () => {
  for (const value of ['12345678901234567890', '9007199254740993', '-9007199254740993', '1e999']) {
    for (const field of ['extRefID', 'costPerHour', 'DE:Number']) {
      const item = `{"ID":"1","${field}":${value}}`;
      const [, { problems }] = await rowsOf(`{"ID":"0"}\n${item}`);
      assert.match(
        problems[0].message,
        new RegExp(`^line 2: ${field}: .*round.*write it as a string`),
      );
      assert.equal(problems[0].line, 2);
      const [inArray] = await rowsOf(`[${item}]`);
      assert.match(inArray.problems[0].message, /round/);
    }
  }
  const nested = '[{"ID":"1","teams":[{"teamID":12345678901234567890}]}]';
  assert.match((await rowsOf(nested))[0].problems[0].message, /teams: .*round/);
  const [{ person }] = await rowsOf('[{"extRefID":9007199254740991,"fte":0.5}]');
  assert.deepEqual(person, { extRefID: '9007199254740991', fte: 0.5 });
});

test('a last working day with a time is refused, and midnight is the day as written', async () => {
  const mapping = {};
  for (const [text, value] of [
    ['2026-03-31', '2026-03-31'],
    ['31.3.2026 00:00', '2026-03-31'],
    ['2026-03-31T00:00:00.000+02:00', '2026-03-31T00:00:00.000+02:00'],
  ]) {
    const [{ person }] = await rowsOf(`emailAddr,lastWorkingDay\na@x.com,${text}`, { mapping });
    assert.equal(person.lastWorkingDay, value);
  }
  for (const text of ['2026-03-30T22:00:00.000Z', '2026-03-31 23:59:59', '31.3.2026 17:00']) {
    const csv = `emailAddr,lastWorkingDay\na@x.com,${text}`;
    const [{ problems }] = await rowsOf(csv, { mapping });
    assert.match(
      problems[0].message,
      /^line 2, column 2: .*must be a day without a time; .*time zone/,
    );
    const [inJson] = await rowsOf(JSON.stringify([{ lastWorkingDay: text }]), { mapping });
    assert.match(inJson.problems[0].message, /must be a day without a time/);
  }
});
