// The list of people of reconcile, which may also be read row by row.
import { tryRead } from './reason.mjs';

/**
 * The input, with the people of an iterable as an array. Other inputs stay as they are.
 * @param {any} input
 */
export function withPeople(input) {
  const people = tryRead(input, 'people');
  if (people === null || typeof people !== 'object' || Array.isArray(people)) return input;
  const isIterable = [Symbol.asyncIterator, Symbol.iterator].some(
    (name) => typeof tryRead(people, /** @type {any} */ (name)) === 'function',
  );
  return isIterable ? collected(input, people) : input;
}

/** @param {any} input @param {AsyncIterable<unknown> | Iterable<unknown>} people */
async function collected(input, people) {
  const rows = [];
  for await (const row of people) rows.push(row);
  return { ...input, people: rows };
}
