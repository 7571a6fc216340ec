// What ends a request before its answer is there: the caller, or time.
import { after, tooLate } from '../core/limit.mjs';

export class Stop {
  isWanted = false;
  /** @type {any} */
  reason;
  /** @type {(reason: any) => void} What is to be ended now. */
  act = () => {};
  #clear = () => {};
  #listener;

  /** @param {number} [timeoutMs] @param {AbortSignal} [signal] */
  constructor(timeoutMs = 0, signal) {
    this.signal = signal;
    if (timeoutMs > 0) this.#clear = after(timeoutMs, () => this.#now(tooLate()));
    if (signal) {
      this.#listener = () => this.#now(signal.reason);
      signal.addEventListener('abort', this.#listener, { once: true });
    }
  }

  /** Throws when it came before there was anything to end. */
  check() {
    if (this.isWanted) throw this.reason;
  }

  /** There is nothing more to end. */
  end() {
    this.#clear();
    if (this.#listener) this.signal?.removeEventListener('abort', this.#listener);
  }

  /** @param {any} reason */
  #now(reason) {
    this.isWanted = true;
    this.reason = reason;
    this.act(reason);
  }
}
