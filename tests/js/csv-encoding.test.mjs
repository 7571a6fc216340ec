// workfront-actions/csv: bytes become text by their byte order mark and their validity, never wrong text.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { collected, peopleOf, refusedFile, rowsOf } from './lib/people.mjs';

const text = 'emailAddr,firstName,lastName\r\na@x.com,José,Łuć\r\nb@x.com,Zoë 😀,Žiga\r\n';
const expected = [
  { emailAddr: 'a@x.com', firstName: 'José', lastName: 'Łuć' },
  { emailAddr: 'b@x.com', firstName: 'Zoë 😀', lastName: 'Žiga' },
];

const utf8 = (value) => new TextEncoder().encode(value);
const latin1 = (value) => Uint8Array.from(Buffer.from(value, 'latin1'));

function utf16(value, isBig) {
  const bytes = Uint8Array.from(Buffer.from(value, 'utf16le'));
  return isBig ? Uint8Array.from(Buffer.from(bytes).swap16()) : bytes;
}

test('UTF-8 and UTF-16 are recognized, with a byte order mark and without', async () => {
  for (const [name, bytes, encoding] of [
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`), 'utf8'],
    ['UTF-16 LE', utf16(text, false), 'utf-16le'],
    ['UTF-16 LE with a mark', utf16(`\ufeff${text}`, false), 'UTF-16LE'],
    ['UTF-16 BE', utf16(text, true), 'utf-16be'],
    ['UTF-16 BE with a mark', utf16(`\ufeff${text}`, true), 'utf-16be'],
  ]) {
    assert.deepEqual(await peopleOf(bytes), expected, name);
    assert.deepEqual(await peopleOf(bytes, { encoding }), expected, `${name}, named`);
  }
});

test('bytes of another encoding are refused unless it is named', async () => {
  const file = 'emailAddr,firstName\na@x.com,Ann\nb@x.com,José\nc@x.com,Zoë\n';
  const error = await refusedFile(latin1(file));
  assert.deepEqual([error.code, error.line], ['encoding', 3]);
  assert.match(error.message, /^line 3: .*must be valid UTF-8.*windows-1252.*--encoding/);
  for (const encoding of ['windows-1252', 'cp1252', 'latin1', 'ISO-8859-1']) {
    const people = await peopleOf(latin1(file), { encoding });
    assert.deepEqual(people.map(({ firstName }) => firstName), ['Ann', 'José', 'Zoë'], encoding); // prettier-ignore
  }
  const euro = Uint8Array.from([...utf8('emailAddr,title\na@x.com,'), 0x80, 0x20, 0x93]);
  assert.deepEqual(await peopleOf(euro, { encoding: 'windows-1252' }), [{ emailAddr: 'a@x.com', title: '€ “' }]); // prettier-ignore
});

test('a file in UTF-8 is read as UTF-8 even if Windows-1252 is named', async () => {
  assert.deepEqual(await peopleOf(utf8(text), { encoding: 'windows-1252' }), expected);
  const mixed = new Uint8Array([...utf8(text), ...latin1('c@x.com,é,x\n')]);
  assert.equal((await refusedFile(mixed, { encoding: 'windows-1252' })).code, 'encoding');
});

test('a mark that contradicts the named encoding is refused', async () => {
  assert.equal((await refusedFile(utf16(`\ufeff${text}`, false), { encoding: 'utf-8' })).code, 'encoding'); // prettier-ignore
  assert.equal((await refusedFile(utf8(`\ufeff${text}`), { encoding: 'windows-1252' })).code, 'encoding'); // prettier-ignore
});

test('what is not text is refused by its name', async () => {
  for (const [bytes, name] of [
    [[0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0], /\.xlsx/],
    [[0xd0, 0xcf, 0x11, 0xe0, 0xa1], /\.xls/],
    [[0x1f, 0x8b, 8], /gzip/],
    [[0, 1, 0, 0, 5, 9], /zero bytes/],
    [[...utf8('emailAddr\na'), 0, 0, 0], /zero bytes/],
  ]) {
    const { code, message } = await refusedFile(Uint8Array.from(bytes));
    assert.equal(code, 'encoding');
    assert.match(message, name);
  }
  const [cut] = [utf16(`\ufeff${text}`, false).slice(0, -1)];
  assert.equal((await refusedFile(cut)).code, 'encoding');
});

test('every form of source gives the same rows, however it is cut', async () => {
  const bytes = utf8(text);
  const pieces = (value, size) => Array.from({ length: Math.ceil(value.length / size) }, (_, at) => value.slice(at * size, (at + 1) * size)); // prettier-ignore
  for (const size of [1, 2, 3, 7, 1000]) {
    const generator = async function* () {
      yield* pieces(bytes, size);
    };
    for (const source of [
      pieces(bytes, size),
      pieces(text, size),
      pieces(utf16(text, true), size),
      generator(),
      Readable.from(pieces(bytes, size)),
      ReadableStream.from(pieces(bytes, size)),
    ]) {
      assert.deepEqual(await peopleOf(source), expected, `${size}`);
    }
  }
  for (const source of [
    bytes.buffer,
    Buffer.from(bytes),
    new Blob([bytes]),
    new Response(bytes).body,
  ]) {
    // prettier-ignore
    assert.deepEqual(await peopleOf(source), expected);
  }
});

test('it works without the Buffer of Node, as in browsers and edge runtimes', () => {
  const code = `
    delete globalThis.Buffer;
    const { readPeople, writePeople } = await import('workfront-actions/csv');
    const text = await writePeople([{ emailAddr: 'a@x.com', firstName: 'Zoë 😀' }]).text();
    for await (const { person } of readPeople(new TextEncoder().encode(text))) console.log(JSON.stringify(person));
  `;
  const args = ['--input-type=module', '--eval', code];
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  assert.equal(stdout, '{"emailAddr":"a@x.com","firstName":"Zoë 😀"}\n', stderr);
});

test('a reader that stops early ends the stream', async () => {
  let isCancelled = false;
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(utf8(`emailAddr\n${'a@x.com\n'.repeat(1000)}`)),
    cancel: () => void (isCancelled = true),
  });
  const { readPeople } = await import('workfront-actions/csv');
  for await (const { row } of readPeople(stream)) if (row > 10) break;
  assert.ok(isCancelled);
});

test('100,000 rows are read as they come, in bounded memory', async () => {
  const { readPeople } = await import('workfront-actions/csv');
  let produced = 0;
  const file = async function* () {
    yield 'emailAddr,firstName,fte\n';
    for (; produced < 100_000; produced += 100) {
      yield Array.from({ length: 100 }, (_, at) => `p${produced + at}@example.com,Person,"0,5"\n`).join(''); // prettier-ignore
    }
  };
  let ahead = 0;
  let count = 0;
  for await (const { person } of readPeople(file())) {
    count += 1;
    ahead = Math.max(ahead, produced - count);
    assert.equal(person.fte, 0.5);
  }
  assert.equal(count, 100_000);
  assert.ok(ahead <= 1000, `${ahead} rows were read before they were asked for`);
  assert.deepEqual(await collected([]), []);
});

test('a file that looks encoded twice is read with a warning', async () => {
  const twice = (text) => Buffer.from(text).toString('latin1');
  for (const name of ['MÃ¼ller', 'StrauÃŸ', 'Å\u0082uk', 'Oâ€™Brien', twice('Ärmel')]) {
    const warnings = [];
    const onWarning = (warning) => warnings.push(warning);
    const text = `emailAddr,lastName\na@x.com,${name}\nb@x.com,MÃ¼ller\n`;
    await rowsOf(text, { onWarning });
    assert.equal(warnings.length, 1, name);
    assert.match(warnings[0].message, /^the file looks encoded twice \('..'\): export it again$/);
    assert.deepEqual(warnings[0].columns, []);
  }
  const onWarning = ({ message }) => assert.fail(message);
  for (const name of ['Müller', 'Ångström', 'Ärmel', 'MAGALHÃES', 'JOÃO', "D'Ã", 'Łuk']) {
    await rowsOf(`emailAddr,lastName\na@x.com,${name}\n`, { onWarning });
  }
});

test('control characters of another encoding are not to be removed', async () => {
  const [{ problems }] = await rowsOf('emailAddr,lastName\na@x.com,Stra\u009fe\n');
  assert.match(problems[0].message, /U\+009F\); export the file again, as UTF-8$/);
  const [other] = await rowsOf('emailAddr,lastName\na@x.com,Stra\u0007e\n');
  assert.match(other.problems[0].message, /U\+0007\); remove it$/);
});
