// What ends a request before its response is complete: the caller's signal, or time.
import { after, timeoutError } from '../core/limit.mjs';

export class Stop {
  isStopped = false;
  /** @type {any} */
  reason;
  /** @type {(reason: any) => void} */
  #act = () => {};

  /** @param {number} [timeoutMs] 0 for no limit @param {AbortSignal} [signal] */
  constructor(timeoutMs = 0, signal) {
    /** @param {any} reason */
    const stop = (reason) => {
      this.isStopped = true;
      this.reason = reason;
      this.#act(reason);
    };
    const clear = timeoutMs > 0 ? after(timeoutMs, () => stop(timeoutError())) : () => {};
    const abort = () => stop(signal?.reason);
    signal?.addEventListener('abort', abort);
    /** The response is complete: there is nothing left to stop. */
    this.end = () => {
      this.release();
      clear();
      signal?.removeEventListener('abort', abort);
    };
  }

  /**
   * Names what is to be ended, in place of what was named before; throws where the stop came first.
   * @param {(reason: any) => void} act
   */
  onStop(act) {
    this.throwIfStopped();
    this.#act = act;
  }

  throwIfStopped() {
    if (this.isStopped) throw this.reason;
  }

  /** What was named is at its end already. */
  release() {
    this.#act = () => {};
  }
}
