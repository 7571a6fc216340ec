// A connection to one tenant. It outlives the instance it was opened on.
import { checkUsers } from './check-users.mjs';
import { readContext } from './context.mjs';
import { invalid } from './error.mjs';
import { linkSignal } from './follow.mjs';
import { hostFor, splitOptions } from './host.mjs';

/** @typedef {import('./instance.mjs').Running} Running */
/** @typedef {import('../index.d.ts').CallContext} CallContext */

/**
 * Opens a connection; nothing is sent. The credential is held by this closure alone.
 * @param {() => Running} running
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./send.mjs').Transport} [transport] what sends where the options name no fetch
 */
export function connect(running, options, transport) {
  const { config, host } = splitOptions(options, transport);
  /** @type {{ instance: Running, handle: number } | undefined} */
  let opened;
  let closed = false;

  /** The instance to use and this connection's handle there, opened anew after a breakdown. */
  const open = () => {
    const instance = running();
    if (opened?.instance !== instance) {
      const own = hostFor(host, instance);
      opened = { instance, handle: instance.enter((exports) => exports.connect(config, own)) };
    }
    return opened;
  };
  open();

  return {
    /**
     * Async, so that everything that can go wrong is a rejection.
     * @param {string} action
     * @param {unknown} [input]
     * @param {CallContext} [context]
     */
    async run(action, input = {}, context) {
      if (closed) throw invalid('plugin', 'is closed: create another one', action);
      if (typeof action !== 'string') throw invalid('action', 'must be the id of an action');
      const given = readContext(context, action);
      const { instance, handle } = open();
      const followed = given.signal && linkSignal(given.signal);
      if (followed) given.signal = followed.signal;
      try {
        const output = await instance.call(action, (exports) =>
          exports.run(handle, action, input, given),
        );
        checkUsers(action, output);
        return output;
      } finally {
        followed?.release();
      }
    },

    close() {
      if (closed) return;
      closed = true;
      const { instance, handle } = opened ?? open();
      if (instance.isAlive()) instance.enter((exports) => exports.disconnect(handle));
    },
  };
}
