// workfront-actions/csv: any bytes give rows or a clear error, and what was written is read again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FileError, readPeople, writePeople } from 'workfront-actions/csv';
import { fuzzCases } from './lib/fuzz-cases.mjs';
import { collected, peopleOf, rowsOf } from './lib/people.mjs';

const property = (usual, ...rest) => fc.assert(fc.asyncProperty(...rest), fuzzCases(usual));

/** Reads a file, which must give rows or a clear error. */
async function check(source, options) {
  try {
    for (const { row, person, problems } of await rowsOf(source, options)) {
      assert.ok(Number.isInteger(row) && row > 0);
      assert.equal(Object.getPrototypeOf(person), Object.prototype);
      for (const { message } of problems ?? []) assert.ok(message.length > 0 && message.length < 1000, message); // prettier-ignore
    }
  } catch (error) {
    assert.ok(error instanceof FileError, String(error?.stack ?? error));
    assert.ok(error.message.length < 1000, error.message);
  }
}

const header = fc.constantFrom('emailAddr', 'Email', 'fte', 'isActive', 'teams', 'scheduledDeactivationDate', 'DE:x', 'title', '', ' ', 'nonsense', '__proto__', 'parameterValues', '"'); // prettier-ignore
const token = fc.oneof(header, fc.constantFrom(',', ';', '\t', '\n', '\r\n', '\r', '"', '""', '[', '{', '}', ']', 'TRUE', '1,234', '01/02/2026', '<clear>', '=x', '\ufeff', '\ufffd', 'é', '😀', '\ud800', '\0', 'sep=;'), fc.string()); // prettier-ignore
const options = fc.record(
  {
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-2'),
    delimiter: fc.constantFrom(',', ';', 'tab', '|'),
    format: fc.constantFrom('csv', 'json', 'jsonl'),
    ignoreUnknown: fc.boolean(),
    dateFormat: fc.constantFrom('DMY', 'MDY', 'YMD'),
    decimal: fc.constantFrom('.', ','),
  },
  { requiredKeys: [] },
);

test('any bytes give rows or a clear error', () =>
  property(1500, fc.uint8Array({ maxLength: 300 }), options, check));

test('any text gives rows or a clear error, whole and in chunks', () =>
  property(1500, fc.array(token, { maxLength: 25 }), options, async (tokens, given) => {
    await check(tokens.join(''), given);
    await check(tokens, given);
  }));

test('any JSON gives rows or a clear error', () =>
  property(500, fc.jsonValue(), options, async (value, { ignoreUnknown }) => {
    await check(JSON.stringify([value].flat()), { ignoreUnknown: Boolean(ignoreUnknown) });
  }));

// Text that survives: without white space at its ends, and nothing that reading refuses as spoilt.
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'abz09éßŁ日😀\'"=+-@,;|\t\n#'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
    maxLength: 12,
  }) // prettier-ignore
  // eslint-disable-next-line no-control-regex
  .map((value) => value.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').trim())
  .filter((value) => value !== '' && !/^(null|<clear>)$/i.test(value) && !/^'*[\t\n]/.test(value));
const person = fc.record(
  {
    firstName: text,
    title: text,
    'DE:Note': text,
    isActive: fc.boolean(),
    costPerHour: fc.double({ min: 0, max: 1e6, noNaN: true }),
    scheduledDeactivationDate: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)), // prettier-ignore
    teams: fc.array(text, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['firstName'] },
);
const encode = /** @type {Record<string, (text: string) => Uint8Array>} */ ({
  'utf-8': (value) => new TextEncoder().encode(value),
  'utf-8 with a mark': (value) => new TextEncoder().encode(`\ufeff${value}`),
  'utf-16le': (value) => Uint8Array.from(Buffer.from(`\ufeff${value}`, 'utf16le')),
  'utf-16be': (value) => Uint8Array.from(Buffer.from(`\ufeff${value}`, 'utf16le').swap16()),
});

test('what was written is read again, in each format and encoding, however it is cut', () =>
  property(
    400,
    fc.array(person, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('csv', 'json', 'jsonl'),
    fc.constantFrom(',', ';', 'tab'),
    fc.constantFrom(...Object.keys(encode)),
    fc.integer({ min: 1, max: 50 }),
    async (people, format, delimiter, encoding, size) => {
      const named = people.map((one, at) => ({ emailAddr: `p${at}@x.com`, ...one }));
      // 1.234 is ambiguous, unless the separator is named.
      const bytes = encode[encoding](await writePeople(named, { format, ...(format === 'csv' && { delimiter }) }).text()); // prettier-ignore
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.slice(at * size, (at + 1) * size)); // prettier-ignore
      assert.deepEqual(await peopleOf(pieces, { decimal: '.', delimiter }), named);
    },
  ));

test('the time grows with the size, also for what is never closed', async () => {
  for (const part of ['"', '{"a":', '[', "'", 'a,', '\r', '\n', 'sep=;\n', '"",', ' ', 'é']) {
    const started = process.cpuUsage().user;
    await collected(readPeople(part.repeat(200_000))).catch((error) => assert.ok(error instanceof FileError, error.stack)); // prettier-ignore
    const ms = (process.cpuUsage().user - started) / 1000;
    assert.ok(ms < 20_000, `${JSON.stringify(part)}: ${ms} ms`);
  }
});
