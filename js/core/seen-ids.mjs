// Detects repeated pages of a search, in constant memory.
import { WorkfrontError } from './error.mjs';

// A Bloom filter of 1 MiB. At a million IDs, one new ID in forty looks known, but never all IDs of a page.
const bits = 2 ** 23;
// Users may move between pages while they are read, so one page without a new user proves nothing.
const maxRepeatedPages = 2;

/** The IDs of a search's pages. */
export class SeenIDs {
  #seen = new Uint8Array(bits / 8);
  #repeated = 0;

  /**
   * Adds the IDs of a page that is followed by another.
   * @param {Iterable<string>} IDs
   * @param {number} first how many rows precede the page
   * @throws {WorkfrontError} if several pages in a row have no new user
   */
  add(IDs, first) {
    let isRepeated = true;
    for (const ID of IDs) if (this.#addOne(ID)) isRepeated = false;
    this.#repeated = isRepeated ? this.#repeated + 1 : 0;
    if (this.#repeated >= maxRepeatedPages) throw repeated(first);
  }

  /** Adds an ID, and returns whether it is new. @param {string} ID */
  #addOne(ID) {
    let a = 0x811c9dc5;
    let b = 0;
    for (let at = 0; at < ID.length; at += 1) {
      a = Math.imul(a ^ ID.charCodeAt(at), 0x01000193);
      b = Math.imul(b, 31) + ID.charCodeAt(at);
    }
    let isNew = false;
    for (let times = 0; times < 3; times += 1) {
      const bit = (a + Math.imul(times, b | 1)) & (bits - 1);
      const mask = 1 << (bit & 7);
      if ((this.#seen[bit >> 3] & mask) === 0) isNew = true;
      this.#seen[bit >> 3] |= mask;
    }
    return isNew;
  }
}

/** @param {number} first */
const repeated = (first) =>
  new WorkfrontError({
    kind: 'unexpectedResponse',
    message: `The pages of the search repeat: the page from row ${first} on has only users of earlier pages`,
    action: 'search',
    hint: 'The server or a proxy ignores $$FIRST, so the search would never end. Narrow it with filters until the result fits on one page of 2,000.',
  });
