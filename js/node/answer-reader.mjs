// An answer of HTTP/1.1, read as it arrives: its head, then its body in the way that the head names.
import { readHead } from './head.mjs';

const longestHead = 65_536;
const longestLine = 8_192;

/** Reads one answer. What isn't HTTP is an error of `push`. */
export class AnswerReader {
  /** @type {import('./head.mjs').Head | undefined} */
  head;
  /** Whether all of it is here. */
  isDone = false;
  /** Whether more came than belongs to it. */
  hasMore = false;
  /** Whether the end of the connection ends it. */
  #isOpen = false;
  /** @type {Buffer[]} */
  #body = [];
  /** @type {Buffer} What came and isn't read yet. */
  #data = Buffer.alloc(0);
  /** Goes on at each chunk. */
  #reading = this.#read();

  /** @param {boolean} [isBodiless] whether a good answer has no body, as that to CONNECT */
  constructor(isBodiless = false) {
    this.isBodiless = isBodiless;
  }

  /** @param {Buffer} chunk */
  push(chunk) {
    this.#data = this.#data.length > 0 ? Buffer.concat([this.#data, chunk]) : chunk;
    if (!this.#reading.next().done) return;
    this.isDone = true;
    this.hasMore = this.#data.length > 0;
  }

  /** The connection has ended. Tells whether that ends the answer, too. */
  end() {
    return (this.isDone ||= this.#isOpen);
  }

  /** All of the body, as it was sent. */
  body() {
    return this.#body.length === 1 ? this.#body[0] : Buffer.concat(this.#body);
  }

  /** @returns {Generator<void, void, void>} */
  *#read() {
    let head;
    // 100 Continue and its like: the answer comes after it.
    do {
      head = readHead(yield* this.#until('\r\n\r\n', longestHead));
      if (head.status === 101) throw new Error('the answer changes the protocol');
    } while (head.status < 200);
    this.head = head;
    const { status, headers } = head;
    if (status === 204 || status === 304 || (this.isBodiless && status < 300)) return;
    const coding = headers.get('transfer-encoding');
    const length = headers.get('content-length');
    if (coding !== undefined) {
      // Two lengths, of which a server before this one may have taken the other.
      if (length !== undefined || coding.toLowerCase() !== 'chunked') {
        throw new Error('the answer has a length that can’t be told');
      }
      for (;;) {
        const line = yield* this.#until('\r\n', longestLine);
        const [, size] = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
        if (size === undefined) throw new Error('the answer has a chunk without a size');
        const length = parseInt(size, 16);
        if (length === 0) break;
        yield* this.#take(length);
        while (this.#data.length < 2) yield;
        if (this.#data.indexOf('\r\n') !== 0)
          throw new Error('the answer has a chunk without an end');
        this.#data = this.#data.subarray(2);
      }
      // What may follow the last chunk ends with an empty line.
      while (yield* this.#until('\r\n', longestLine));
    } else if (length === undefined) {
      this.#isOpen = true;
      yield* this.#take(Infinity);
    } else {
      if (!/^\d{1,15}$/.test(length)) throw new Error('the answer has a length that is none');
      yield* this.#take(Number(length));
    }
  }

  /**
   * Takes so much of the body.
   * @param {number} left
   * @returns {Generator<void, void, void>}
   */
  *#take(left) {
    for (;;) {
      const own = this.#data.subarray(0, left);
      if (own.length > 0) this.#body.push(own);
      this.#data = this.#data.subarray(own.length);
      left -= own.length;
      if (left === 0) return;
      yield;
    }
  }

  /**
   * The text before this end, which it takes too.
   * @param {string} end
   * @param {number} longest
   * @returns {Generator<void, string, void>}
   */
  *#until(end, longest) {
    for (;;) {
      const at = this.#data.indexOf(end);
      if (at >= 0) {
        const text = this.#data.toString('latin1', 0, at);
        this.#data = this.#data.subarray(at + end.length);
        return text;
      }
      if (this.#data.length > longest) {
        throw new Error('the answer has a line or a head without an end');
      }
      yield;
    }
  }
}
