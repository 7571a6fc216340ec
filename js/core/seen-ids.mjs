// Whether the pages of a search repeat, in constant memory.
import { WorkfrontError } from './error.mjs';

// Of a Bloom filter: 1 MiB. Of a million IDs, one in forty that wasn't there seems to have been; of a whole page, none.
const bits = 2 ** 23;
// People may move over the edge of a page while it is read, so one page of nobody new proves nothing.
const mostRepeated = 2;

/** The IDs of a search's pages. */
export class SeenIDs {
  #seen = new Uint8Array(bits / 8);
  #repeated = 0;

  /**
   * Adds the IDs of a page that is followed by another.
   * @param {Iterable<string>} IDs
   * @param {number} first how many rows came before
   * @throws {WorkfrontError} where nobody new came on several pages
   */
  add(IDs, first) {
    let isRepeated = true;
    for (const ID of IDs) if (this.#addOne(ID)) isRepeated = false;
    this.#repeated = isRepeated ? this.#repeated + 1 : 0;
    if (this.#repeated >= mostRepeated) throw repeated(first);
  }

  /** Whether it is new. @param {string} ID */
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
    message: `The pages of the search repeat: the one from row ${first} on has only users of earlier pages`,
    action: 'search',
    hint: 'The server or a proxy before it ignores $$FIRST: the list would never end. Narrow the search with filters until it fits one page of 2,000.',
  });
