// Reading and writing files. Compiled by types.test.mjs, never run.
import { createPlugin, type Mapping, type Plan } from 'workfront-actions';
import {
  FileError,
  readPeople,
  writePeople,
  type FileErrorCode,
  type ListPerson,
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
// The rows of a list that is read with a mapping are what reconcile and checkMapping take; a plan is the baseline of the next one.
const mapping: Mapping = { emailAddr: 'Mail', title: { from: 'Job', map: { A: 'Lead' } } };
const rows: ListPerson[] = [];
for await (const person of readPeople('', { mapping, delimiter: ';' }).people()) rows.push(person);
for await (const { person } of readPeople('', { mapping: {} })) rows.push(person);
const { plan }: { plan: Plan } = await wf.reconcile({ people: rows, mapping });
await wf.reconcile({ people: readPeople('', { mapping }).people(), mapping, baseline: plan });
await wf.reconcile({ people: readPeople('', { mapping }), mapping, baseline: plan.steps.length });
await wf.checkMapping({ people: rows, mapping });
await wf.checkMapping({ people: readPeople('', { mapping }), mapping });
// @ts-expect-error: no plan
await wf.reconcile({ people: rows, baseline: { id: 5 } });
// @ts-expect-error: no people
await wf.checkMapping({ people: 'rows', mapping });
