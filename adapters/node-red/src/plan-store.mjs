// Which plans were applied: in a context of Node-RED. It is in memory, unless the settings have a context storage that keeps it.

/**
 * A store of plans for a connection. `putIfAbsent` is atomic within this process, in which all flows run.
 * @param {any} context of a node
 */
export function planStoreOf(context) {
  /** @param {string} key */
  const get = async (key) => (await call(context, 'get', nameOf(key))) ?? null;
  let last = Promise.resolve();
  return {
    get,
    /** @param {string} key @param {string} value @returns {Promise<boolean>} */
    putIfAbsent(key, value) {
      const put = last.then(async () => {
        if ((await get(key)) !== null) return false;
        await call(context, 'set', nameOf(key), value);
        return true;
      });
      // A failure is this caller's alone.
      last = put.then(
        () => {},
        () => {},
      );
      return put;
    },
  };
}

/** Names in a context are expressions, in which a dot or a colon would have a meaning. @param {string} key */
const nameOf = (key) => key.replace(/[^A-Za-z0-9_]/g, '_');

/** @param {any} context @param {'get' | 'set'} method @param {...string} values @returns {Promise<any>} */
const call = (context, method, ...values) =>
  new Promise((resolve, reject) => {
    context[method](...values, (/** @type {any} */ error, /** @type {any} */ value) =>
      error ? reject(error) : resolve(value),
    );
  });
