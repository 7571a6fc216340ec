// Reading and writing files. Compiled by types.test.mjs, never run.
import { createPlugin } from 'workfront-actions';
import {
  FileError,
  readPeople,
  writePeople,
  type FileErrorCode,
  type PersonRow,
  type Problem,
} from 'workfront-actions/csv';

const wf = await createPlugin({ domain: 'acme', credentials: { type: 'apiKey', apiKey: 'k' } });
const response = await fetch('https://example.com/people.csv');
if (response.body) {
  const people = readPeople(response.body, { encoding: 'windows-1252', map: { 'E-Mail': 'emailAddr', Kst: null } }); // prettier-ignore
  for await (const row of people) {
    const { row: number, line, person, problems, duplicateOf }: PersonRow = row;
    const shown: (number | undefined)[] = [number, line, duplicateOf?.row];
    void shown;
    const messages: string[] | undefined = problems?.map(({ message }: Problem) => message);
    void messages;
    await wf.provision(person);
  }
}
for (const source of ['a', new Uint8Array(1), new ArrayBuffer(1), new Blob([]), ['a', 'b']]) {
  for await (const person of readPeople(source).people()) void person.emailAddr;
}
const text: string = await writePeople(wf.searchAll({ filters: [] }), { columns: ['ID'] }).text();
void text;
for await (const chunk of writePeople([{ ID: '1' }], { format: 'jsonl' })) void chunk.length;
try {
  readPeople('', { dateFormat: 'DMY', decimal: ',' });
  // @ts-expect-error: an unknown order
  readPeople('', { dateFormat: 'dmy' });
  // @ts-expect-error: an unknown option
  readPeople('', { encodng: 'utf-8' });
  // @ts-expect-error: not a source
  readPeople(5);
} catch (error) {
  const code: FileErrorCode | undefined = error instanceof FileError ? error.code : undefined;
  void code;
}
