// The running WebAssembly instance, and its replacement after a panic.
//
// A panic leaves an instance in an unknown state, and a panic inside a future never settles its promise. So every call
// in flight is rejected, the instance is never entered again, and the next call starts a fresh instance of the same
// module, which takes microseconds.
import { defect, isErrorDetails, WorkfrontError } from './error.mjs';
import { reasonOf } from './reason.mjs';

/** @typedef {import('../../pkg/instance.mjs').Instance} Exports */
/** @typedef {typeof import('../../pkg/instance.mjs').createInstance} CreateInstance */
/** @typedef {ReturnType<typeof startInstance>} Running */

/**
 * @param {CreateInstance} createInstance
 * @param {WebAssembly.Module} module
 * @param {(instance: any, part: number) => unknown} share takes a part of what all connections share from another instance
 */
export function startInstance(createInstance, module, share) {
  /** @type {Set<(reason: string, cause: unknown) => void>} Each rejects one call in flight. */
  const calls = new Set();
  let alive = true;

  /** @param {string} reason @param {unknown} [cause] */
  const discard = (reason, cause) => {
    if (!alive) return;
    alive = false;
    for (const abandon of calls) abandon(reason, cause);
    calls.clear();
  };
  const exports = createInstance(module, (trap) => discard(reasonOf(trap), trap));
  // The panic hook runs before the trap: no code sees a trap inside a future.
  exports.on_panic((/** @type {string} */ message) => discard(message));

  /**
   * Converts what was thrown into the error for the caller.
   * @param {unknown} thrown
   * @param {string} [action]
   */
  const asError = (thrown, action) => {
    if (isErrorDetails(thrown)) return new WorkfrontError({ action, ...thrown });
    discard(reasonOf(thrown), thrown);
    return defect(reasonOf(thrown), action, thrown);
  };

  const running = {
    isAlive: () => alive,

    /**
     * Calls into the instance synchronously.
     * @template Output
     * @param {(exports: Exports) => Output} body
     */
    enter(body) {
      try {
        return body(exports);
      } catch (thrown) {
        throw asError(thrown);
      }
    },

    /**
     * Calls into the instance and waits for the promise that it returns. If the instance breaks first, the call is
     * rejected.
     * @param {string} action
     * @param {(exports: Exports) => Promise<any>} body
     * @returns {Promise<any>}
     */
    call(action, body) {
      return new Promise((resolve, reject) => {
        /** @param {string} reason @param {unknown} cause */
        const abandon = (reason, cause) => reject(defect(reason, action, cause));
        calls.add(abandon);
        /** @param {unknown} output */
        const succeed = (output) => {
          calls.delete(abandon);
          resolve(output);
        };
        /** @param {unknown} thrown */
        const fail = (thrown) => {
          calls.delete(abandon);
          reject(asError(thrown, action));
        };
        try {
          body(exports).then(succeed, fail);
        } catch (thrown) {
          fail(thrown);
        }
      });
    },
  };
  exports.share_parts((/** @type {number} */ part) => share(running, part));
  return running;
}
