// workfront-actions/csv: rows as CSV, JSON and JSON lines, without formulas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writePeople } from 'workfront-actions/csv';
import { collected, peopleOf } from './lib/people.mjs';

const rows = [
  { ID: '1', name: 'Lee, Ann', isActive: true, teams: ['a', 'b;c'], title: null },
  { ID: '2', name: 'O"Neil', 'DE:Cost': -5 },
];

test('rows are written in each format', async () => {
  assert.equal(
    await writePeople(rows).text(),
    'ID,name,isActive,teams,title,DE:Cost\r\n1,"Lee, Ann",true,"[""a"",""b;c""]",,\r\n2,"O""Neil",,,,-5\r\n',
  );
  assert.equal(await writePeople(rows, { format: 'csv', columns: ['name', 'ID'], delimiter: 'tab', bom: true }).text(), '\ufeffname\tID\r\n"Lee, Ann"\t1\r\n"O""Neil"\t2\r\n'); // prettier-ignore
  assert.equal(await writePeople(rows, { format: 'jsonl', columns: ['ID', 'city'] }).text(), '{"ID":"1"}\n{"ID":"2"}\n'); // prettier-ignore
  assert.deepEqual(JSON.parse(await writePeople(rows, { format: 'json' }).text()), rows);
  assert.deepEqual(JSON.parse(await writePeople([], { format: 'json' }).text()), []);
  assert.equal(await writePeople([], { columns: ['ID'] }).text(), 'ID\r\n');
  assert.match(await writePeople(rows, { columns: ['title'], clear: '<clear>' }).text(), /<clear>/);
});

test('rows are written as they come', async () => {
  let produced = 0;
  const source = async function* () {
    for (; produced < 1000; produced += 1) yield { ID: String(produced) };
  };
  let lines = 0;
  for await (const chunk of writePeople(source(), { columns: ['ID'] })) {
    lines += chunk.split('\r\n').length - 1;
    assert.ok(produced <= lines + 1);
  }
  assert.equal(lines, 1001);
});

test('no text can be a formula, and reading gives it back', async () => {
  const texts = ['=1+1', '+49 30 1234', '-2', '@SUM(A1)', '＝1', '＋1', '－1', '＠x', "'=1", "''@x", "d'Arc", "'quoted'"]; // prettier-ignore
  const people = texts.map((title, at) => ({ emailAddr: `p${at}@x.com`, title }));
  for (const delimiter of [',', ';', 'tab']) {
    const text = await writePeople(people, { delimiter }).text();
    for (const line of text.trimEnd().split('\r\n').slice(1)) {
      assert.doesNotMatch(line.split(/[,;\t]/)[1], /^"?[=+\-@＝＋－＠]/, line);
    }
    assert.deepEqual(await peopleOf(text), people);
  }
  for (const title of ['\t=1', '\r=1', '\n=1']) {
    const text = await writePeople([{ title }]).text();
    assert.ok(text.includes(`"'${title}"`), text);
  }
  assert.equal(await writePeople([{ '=1+1': 2 }]).text(), "'=1+1\r\n2\r\n");
});

test('wrong options are refused', async () => {
  for (const [options, message] of [
    [{ format: 'xls' }, /format must be/],
    [{ column: ['ID'] }, /not an option/],
    [{ columns: [] }, /columns must be/],
    [{ columns: 'ID' }, /columns must be/],
    [{ delimiter: '--' }, /delimiter must be/],
  ]) {
    assert.throws(() => writePeople([], options), { name: 'FileError', code: 'options', message });
  }
  await assert.rejects(collected(writePeople({})), /iterable/);
});
