// What ends a request before its answer is there: the caller, or time.
import { after, timeoutError } from '../core/limit.mjs';

export class Stop {
  isWanted = false;
  /** @type {any} */
  reason;
  /** @type {(reason: any) => void} */
  #act = () => {};

  /** @param {number} [timeoutMs] @param {AbortSignal} [signal] */
  constructor(timeoutMs = 0, signal) {
    /** @param {any} reason */
    const now = (reason) => {
      this.isWanted = true;
      this.reason = reason;
      this.#act(reason);
    };
    const clear = timeoutMs > 0 ? after(timeoutMs, () => now(timeoutError())) : () => {};
    const follow = () => now(signal?.reason);
    signal?.addEventListener('abort', follow);
    /** There is nothing more to end. */
    this.end = () => {
      clear();
      signal?.removeEventListener('abort', follow);
    };
  }

  /** Names what is to be ended; throws where the end came before. @param {(reason: any) => void} act */
  on(act) {
    this.#act = act;
    if (!this.isWanted) return;
    act(this.reason);
    throw this.reason;
  }
}
