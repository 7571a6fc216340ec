// An answer of HTTP/1.1, read as it arrives: its head, then its body in the way that the head names.
import { readHead } from './head.mjs';

const none = Buffer.alloc(0);
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
  /** @type {Buffer[]} */
  #body = [];
  #left = 0;
  /** @type {Buffer} What came of a line or a head that isn't whole. */
  #rest = none;
  /** @type {(data: Buffer) => Buffer | undefined} What takes the next bytes, and gives those that it leaves. */
  #next = this.#readHead;

  /** @param {boolean} [isBodiless] whether a good answer has no body, as that to CONNECT */
  constructor(isBodiless = false) {
    this.isBodiless = isBodiless;
  }

  /** @param {Buffer} chunk */
  push(chunk) {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = none;
    while (!this.isDone) {
      const left = this.#next(data);
      if (left === undefined) return;
      data = left;
    }
    this.hasMore ||= data.length > 0;
  }

  /** The connection has ended. Tells whether that ends the answer, too. */
  end() {
    if (this.#next === this.#readAll && this.head) this.isDone = true;
    return this.isDone;
  }

  /** All of the body, as it was sent. */
  body() {
    return this.#body.length === 1 ? this.#body[0] : Buffer.concat(this.#body);
  }

  /** @param {Buffer} data @returns {Buffer | undefined} */
  #readHead(data) {
    const end = data.indexOf('\r\n\r\n');
    if (end < 0) return this.#wait(data, longestHead);
    const head = readHead(data.toString('latin1', 0, end));
    const left = data.subarray(end + 4);
    if (head.status === 101) throw new Error('the answer changes the protocol');
    // 100 Continue and its like: the answer comes after it.
    if (head.status < 200) return left;
    this.head = head;
    this.#begin(head);
    return left;
  }

  /** @param {import('./head.mjs').Head} head */
  #begin({ status, headers }) {
    const isGood = status < 300;
    if (status === 204 || status === 304 || (this.isBodiless && isGood)) {
      this.isDone = true;
      return;
    }
    const coding = headers.get('transfer-encoding');
    const length = headers.get('content-length');
    if (coding !== undefined) {
      // Two lengths, of which a server before this one may have taken the other.
      if (length !== undefined || coding.toLowerCase() !== 'chunked') {
        throw new Error('the answer has a length that can’t be told');
      }
      this.#next = this.#readSize;
    } else if (length === undefined) {
      this.#next = this.#readAll;
    } else {
      if (!/^\d{1,15}$/.test(length)) throw new Error('the answer has a length that is none');
      this.#left = Number(length);
      this.isDone = this.#left === 0;
      this.#next = this.#readLength;
    }
  }

  /** @param {Buffer} data @returns {Buffer | undefined} */
  #readLength(data) {
    const left = this.#take(data);
    if (this.#left > 0) return undefined;
    this.isDone = true;
    return left;
  }

  /** @param {Buffer} data @returns {undefined} */
  #readAll(data) {
    if (data.length > 0) this.#body.push(data);
  }

  /** @param {Buffer} data @returns {Buffer | undefined} */
  #readSize(data) {
    const line = this.#line(data);
    if (line === undefined) return undefined;
    const [, size] = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line.text) ?? [];
    if (size === undefined) throw new Error('the answer has a chunk without a size');
    this.#left = parseInt(size, 16);
    this.#next = this.#left === 0 ? this.#readTrailer : this.#readChunk;
    return line.left;
  }

  /** @param {Buffer} data @returns {Buffer | undefined} */
  #readChunk(data) {
    const left = this.#take(data);
    if (this.#left > 0) return undefined;
    this.#next = this.#readChunkEnd;
    return left;
  }

  /** @param {Buffer} data @returns {Buffer | undefined} */
  #readChunkEnd(data) {
    if (data.length < 2) return this.#wait(data, longestLine);
    if (data[0] !== 13 || data[1] !== 10) throw new Error('the answer has a chunk without an end');
    this.#next = this.#readSize;
    return data.subarray(2);
  }

  /** @param {Buffer} data @returns {Buffer | undefined} */
  #readTrailer(data) {
    const line = this.#line(data);
    if (line === undefined) return undefined;
    this.isDone = line.text === '';
    return line.left;
  }

  /** Takes what is left of a body or a chunk. @param {Buffer} data */
  #take(data) {
    const own = data.length > this.#left ? data.subarray(0, this.#left) : data;
    if (own.length > 0) this.#body.push(own);
    this.#left -= own.length;
    return data.subarray(own.length);
  }

  /** @param {Buffer} data */
  #line(data) {
    const end = data.indexOf('\r\n');
    if (end < 0) return this.#wait(data, longestLine);
    return { text: data.toString('latin1', 0, end), left: data.subarray(end + 2) };
  }

  /** @param {Buffer} data @param {number} longest @returns {undefined} */
  #wait(data, longest) {
    if (data.length > longest) throw new Error('the answer has a line or a head without an end');
    this.#rest = data;
  }
}
