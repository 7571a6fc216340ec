// Ends a request before its response is complete: the caller's signal, or the time limit.
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
    /** Called when the response is complete: nothing is left to stop. */
    this.end = () => {
      this.release();
      clear();
      signal?.removeEventListener('abort', abort);
    };
  }

  /**
   * Sets what a stop does, and replaces what it did before. Throws if the request is stopped already.
   * @param {(reason: any) => void} act
   */
  onStop(act) {
    this.throwIfStopped();
    this.#act = act;
  }

  throwIfStopped() {
    if (this.isStopped) throw this.reason;
  }

  /** Called when the work that a stop would end is complete: a later stop does nothing. */
  release() {
    this.#act = () => {};
  }
}
