// The list of people of reconcile and checkMapping, which may also be read row by row.
import { tryRead } from './reason.mjs';

/**
 * Calls `start` with the input. The people of an iterable are read to an array before; an array is taken at once, so that later
 * changes by the caller don't count.
 * @param {any} input
 * @param {(input: any) => any} start
 * @returns {any}
 */
export function withPeople(input, start) {
  const people = tryRead(input, 'people');
  if (typeof people !== 'object' || Array.isArray(people)) return start(input);
  const isIterable = tryRead(people, Symbol.asyncIterator) ?? tryRead(people, Symbol.iterator);
  return isIterable ? collected(input, people).then(start) : start(input);
}

/** @param {any} input @param {any} people @returns {Promise<any>} */
async function collected(input, people) {
  const rows = [];
  // What `readPeople` returns yields rows; the people are in them.
  for await (const row of people.people?.() ?? people) rows.push(row);
  return { ...input, people: rows };
}
