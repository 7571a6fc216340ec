// The running WebAssembly instance, and what takes its place when it breaks.
//
// A panic leaves an instance in an unknown state, and one inside a future never settles its promise. So
// every call in flight is rejected, the instance is never entered again, and the next call gets a fresh
// one of the same module: that takes microseconds.
import { defect, isTold, WorkfrontError } from './error.mjs';
import { reasonOf } from './reason.mjs';

/** @typedef {import('../../pkg/instance.mjs').Instance} Exports */
/** @typedef {typeof import('../../pkg/instance.mjs').createInstance} CreateInstance */
/** @typedef {ReturnType<typeof startInstance>} Running */

/**
 * Gives the running instance, starting one where there is none.
 * @param {CreateInstance} createInstance
 * @param {WebAssembly.Module} module
 */
export function instances(createInstance, module) {
  /** @type {Running | undefined} */
  let running;
  return () => {
    if (!running?.isAlive()) running = startInstance(createInstance, module);
    return running;
  };
}

/** @param {CreateInstance} createInstance @param {WebAssembly.Module} module */
function startInstance(createInstance, module) {
  /** @type {Set<(reason: string, cause: unknown) => void>} What ends each call in flight. */
  const calls = new Set();
  let alive = true;

  /** @param {string} reason @param {unknown} [cause] */
  const breakDown = (reason, cause) => {
    if (!alive) return;
    alive = false;
    for (const abandon of calls) abandon(reason, cause);
    calls.clear();
  };
  const exports = createInstance(module, (trap) => breakDown(reasonOf(trap), trap));
  // Before the trap: one inside a future is seen by nobody.
  exports.on_panic((/** @type {string} */ message) => breakDown(message));

  /**
   * What was thrown, as the error that the caller gets.
   * @param {unknown} thrown
   * @param {string} [action]
   */
  const asError = (thrown, action) => {
    if (isTold(thrown)) return new WorkfrontError({ action, ...thrown });
    breakDown(reasonOf(thrown), thrown);
    return defect(reasonOf(thrown), action, thrown);
  };

  return {
    isAlive: () => alive,

    /**
     * Calls into the instance and waits for no promise.
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
     * Calls into the instance and waits for the promise that it gives. If the instance breaks down first, the call is
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
}
