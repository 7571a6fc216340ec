// The running WebAssembly instance, and what takes its place when it breaks.
//
// A panic leaves an instance in an unknown state, and one inside a future never settles its promise. So
// every call in flight is rejected, the instance is never entered again, and the next call gets a fresh
// one of the same module: that takes microseconds.
import { defect, isTold, WorkfrontError } from './error.mjs';

/** @typedef {ReturnType<typeof startInstance>} Running */

/** Gives the running instance, starting one where there is none. */
export function instances(createInstance, module) {
  let running;
  return () => {
    if (!running?.isAlive()) running = startInstance(createInstance, module);
    return running;
  };
}

function startInstance(createInstance, module) {
  /** @type {Set<(reason: string, cause: unknown) => void>} What ends each call in flight. */
  const calls = new Set();
  let alive = true;

  const breakDown = (reason, cause) => {
    if (!alive) return;
    alive = false;
    for (const abandon of calls) abandon(reason, cause);
    calls.clear();
  };
  const exports = createInstance(module, (trap) => breakDown(reasonOf(trap), trap));
  // Before the trap: one inside a future is seen by nobody.
  exports.on_panic((message) => breakDown(message));

  /** What was thrown, as the error that the caller gets. */
  const asError = (thrown, action) => {
    if (isTold(thrown)) return new WorkfrontError({ action, ...thrown });
    breakDown(reasonOf(thrown), thrown);
    return defect(reasonOf(thrown), action, thrown);
  };

  return {
    isAlive: () => alive,

    /** Calls into the instance and waits for no promise. */
    enter(body) {
      try {
        return body(exports);
      } catch (thrown) {
        throw asError(thrown);
      }
    },

    /**
     * Calls into the instance. Should it break before the promise is settled, the call is rejected, and
     * `stop` is called to end what the instance has begun.
     */
    call(action, body, stop) {
      return new Promise((resolve, reject) => {
        const abandon = (reason, cause) => {
          reject(defect(reason, action, cause));
          stop?.();
        };
        calls.add(abandon);
        const succeed = (output) => {
          calls.delete(abandon);
          resolve(output);
        };
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

const reasonOf = (thrown) => String(thrown?.message ?? thrown);
