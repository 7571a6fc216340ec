// One connection to a server or a proxy, for one request at a time.
import { AnswerReader } from './answer-reader.mjs';

// Idle connections end before servers and load balancers usually do.
const idleMs = 55_000;

/**
 * @typedef {object} Answer
 * @property {import('./head.mjs').Head} head
 * @property {Promise<Buffer>} body as it was sent
 */

/** A request under way: what is told of its answer, in two steps. */
class Exchange {
  isTold = false;
  /** @type {(body: Buffer) => void} */
  whole = () => {};
  /** @type {(error: any) => void} */
  broken = () => {};
  /** @type {Promise<Buffer>} */
  body = new Promise((whole, broken) => {
    this.whole = whole;
    this.broken = broken;
  });

  /** @param {boolean} isBodiless @param {(answer: Answer) => void} resolve @param {(error: any) => void} reject */
  constructor(isBodiless, resolve, reject) {
    this.reader = new AnswerReader(isBodiless);
    this.resolve = resolve;
    this.reject = reject;
    // Whoever doesn't read it must not be told of it as an unhandled rejection.
    this.body.catch(() => {});
  }

  /** @param {import('./head.mjs').Head} head */
  tell(head) {
    if (this.isTold) return;
    this.isTold = true;
    this.resolve({ head, body: this.body });
  }

  /** @param {any} error */
  fail(error) {
    this.reject(error);
    this.broken(error);
  }
}

export class Connection {
  /** Whether anything of the answer has come. */
  isAnswered = false;
  /** @type {Exchange | undefined} */
  #exchange;

  /**
   * @param {import('node:net').Socket} socket
   * @param {(connection: Connection) => void} onIdle it can be used again
   */
  constructor(socket, onIdle) {
    this.socket = socket;
    this.onIdle = onIdle;
    // Small requests wait for nothing.
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 1_000);
    this.#endWhenIdleFor(idleMs);
    socket.on('timeout', () => this.#exchange ?? socket.destroy());
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#closed());
  }

  /** Whether a request can go over it. */
  get isOpen() {
    return !this.#exchange && !this.socket.destroyed && this.socket.writable;
  }

  /**
   * Sends a request, in one piece.
   * @param {string} head
   * @param {string} [body]
   * @param {boolean} [isBodiless]
   * @returns {Promise<Answer>} when the head is here
   */
  send(head, body = '', isBodiless = false) {
    this.isAnswered = false;
    this.socket.ref();
    return new Promise((resolve, reject) => {
      this.#exchange = new Exchange(isBodiless, resolve, reject);
      // Heads are latin1, bodies UTF-8: the same as long as the head is ASCII.
      if (isAscii(head)) this.socket.write(head + body);
      else this.socket.write(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]));
    });
  }

  /** Ends it at once. @param {any} [error] why */
  stop(error) {
    this.#fail(error);
  }

  /** Gives the bare socket away. */
  release() {
    for (const name of ['timeout', 'data', 'error', 'close']) this.socket.removeAllListeners(name);
    this.socket.setTimeout(0);
    return this.socket;
  }

  /** @param {number} milliseconds */
  #endWhenIdleFor(milliseconds) {
    if (this.socket.timeout !== milliseconds) this.socket.setTimeout(milliseconds);
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    const exchange = this.#exchange;
    // Such as a server's farewell.
    if (!exchange) return void this.socket.destroy();
    this.isAnswered = true;
    const { reader } = exchange;
    try {
      reader.push(chunk);
    } catch (error) {
      return this.#fail(/** @type {Error} */ (error));
    }
    if (reader.head) exchange.tell(reader.head);
    if (reader.isDone) this.#finish(exchange);
  }

  /** @param {Exchange} exchange */
  #finish({ reader, whole }) {
    this.#exchange = undefined;
    whole(reader.body());
    // A tunnel goes on.
    if (reader.isBodiless && !reader.hasMore) return;
    const { isKept, headers } = /** @type {import('./head.mjs').Head} */ (reader.head);
    const hint = /timeout=(\d+)/i.exec(headers.get('keep-alive') ?? '')?.[1];
    // A second before the server does.
    const longest = hint === undefined ? idleMs : Math.min((Number(hint) - 1) * 1_000, idleMs);
    const { destroyed, writableLength } = this.socket;
    // What wasn't sent yet when the answer came would go before the next request.
    if (!isKept || reader.hasMore || longest <= 0 || destroyed || writableLength > 0) {
      this.socket.destroy();
      return;
    }
    this.#endWhenIdleFor(longest);
    // It doesn't keep the process alive.
    this.socket.unref();
    this.onIdle(this);
  }

  #closed() {
    const exchange = this.#exchange;
    if (!exchange) return;
    if (exchange.reader.end()) return this.#finish(exchange);
    const error = exchange.isTold
      ? new Error('terminated: the connection was closed')
      : Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    this.#fail(error);
  }

  /** @param {any} error */
  #fail(error) {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.socket.destroy();
    exchange?.fail(error);
  }
}

/** @param {string} text */
const isAscii = (text) => !/[\x80-\xff]/.test(text);
