// Reading people from files in tests.
import assert from 'node:assert/strict';
import { FileError, readPeople } from 'workfront-actions/csv';

/** All values of an async iterable. */
export async function collected(iterable) {
  const values = [];
  for await (const value of iterable) values.push(value);
  return values;
}

export const rowsOf = (source, options) => collected(readPeople(source, options));

export const peopleOf = async (source, options) =>
  (await rowsOf(source, options)).map(({ person }) => person);

/** The error that refuses the whole file. */
export const refusedFile = (source, options) =>
  rowsOf(source, options).then(
    () => assert.fail('the file was read'),
    (error) => {
      assert.ok(error instanceof FileError, String(error.stack));
      return error;
    },
  );
