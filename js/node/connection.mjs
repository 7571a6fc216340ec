// One connection to a server or a proxy, for one request at a time.
import { AnswerReader } from './answer-reader.mjs';

// Idle connections end before servers and load balancers usually do.
const idleMs = 55_000;

/**
 * @typedef {object} Answer
 * @property {import('./head.mjs').Head} head
 * @property {Promise<Buffer>} body as it was sent
 */

/**
 * A request under way: what is told of its answer, in two steps.
 * @typedef {object} Exchange
 * @property {AnswerReader} reader
 * @property {() => void} tell of the head
 * @property {(body: Buffer) => void} whole
 * @property {(error: any) => void} fail
 */

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
    socket.setTimeout(idleMs);
    socket.on('timeout', () => this.#exchange ?? socket.destroy());
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.stop(error));
    socket.on('close', () => this.#closed());
  }

  /** Whether a request can go over it. */
  get isOpen() {
    return !this.#exchange && this.socket.writable;
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
      const reader = new AnswerReader(isBodiless);
      /** @type {Promise<Buffer>} */
      const read = new Promise((whole, broken) => {
        const tell = () =>
          resolve({ head: /** @type {import('./head.mjs').Head} */ (reader.head), body: read });
        const fail = (/** @type {any} */ error) => {
          reject(error);
          broken(error);
        };
        this.#exchange = { reader, tell, whole, fail };
      });
      // Whoever doesn't read it must not be told of it as an unhandled rejection.
      read.catch(() => {});
      // Heads are latin1, bodies UTF-8: the same as long as the head is ASCII.
      const isAscii = !/[\x80-\xff]/.test(head);
      this.socket.write(
        isAscii ? head + body : Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]),
      );
    });
  }

  /** Gives the bare socket away. */
  release() {
    for (const name of ['timeout', 'data', 'error', 'close']) this.socket.removeAllListeners(name);
    this.socket.setTimeout(0);
    return this.socket;
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
      return this.stop(/** @type {Error} */ (error));
    }
    if (reader.head) exchange.tell();
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
    const { socket } = this;
    // What wasn't sent yet when the answer came would go before the next request.
    if (!isKept || reader.hasMore || longest <= 0 || socket.destroyed || socket.writableLength) {
      socket.destroy();
      return;
    }
    if (socket.timeout !== longest) socket.setTimeout(longest);
    // It doesn't keep the process alive.
    socket.unref();
    this.onIdle(this);
  }

  #closed() {
    const exchange = this.#exchange;
    if (!exchange) return;
    if (exchange.reader.end()) return this.#finish(exchange);
    const error = exchange.reader.head
      ? new Error('terminated: the connection was closed')
      : Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    this.stop(error);
  }

  /** Ends it at once. @param {any} [error] why */
  stop(error) {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.socket.destroy();
    exchange?.fail(error);
  }
}
