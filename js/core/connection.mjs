// A connection to one tenant. It outlives the instance it was opened on.
import { checkUsers } from './check-users.mjs';
import { readContext } from './context.mjs';
import { deadline } from './deadline.mjs';
import { invalid } from './error.mjs';
import { linkSignal } from './follow.mjs';
import { attempt } from './given.mjs';
import { hostFor, splitOptions } from './host.mjs';
import { copyPlain } from './plain-data.mjs';
import { Rotation } from './rotation.mjs';
import { explainStop } from './stop.mjs';

/** @typedef {import('./instance.mjs').Running} Running */
/** @typedef {import('../index.d.ts').CallContext} CallContext */

// No action has such a long id; one that is passed on would be repeated in the error.
const longestId = 100;

/**
 * Opens a connection; nothing is sent. The credential is held by this closure alone.
 * @param {() => Running} running
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./send.mjs').Transport} [transport] what sends where the options name no fetch
 */
export function connect(running, options, transport) {
  const { config, host } = splitOptions(options, transport);
  const rotation = new Rotation();
  /** @type {{ instance: Running, handle: number } | undefined} */
  let opened;
  let closed = false;

  /** The instance to use and this connection's handle there, opened anew after a breakdown. */
  const open = () => {
    const instance = running();
    if (opened?.instance !== instance) {
      const own = hostFor(host, instance, rotation);
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
      if (typeof action !== 'string' || action.length > longestId) {
        throw invalid('action', 'must be the id of an action');
      }
      if (closed) throw invalid('plugin', 'is closed: create another one', action);
      const { signal, onProgress } = readContext(context, action);
      const data = copyPlain(input, 'input', { action, prefix: false });
      const { deadlineMs } = config;
      const followed =
        signal || deadlineMs !== undefined
          ? attempt(() => linkSignal(signal), 'context.signal', action)
          : undefined;
      const time = deadline(deadlineMs, (reason) => followed?.stop(reason));
      try {
        // The input is copied already. The instance is entered with an empty stack: one that overflows within it would
        // end the calls of others.
        await (opened?.instance.isAlive() ? undefined : rotation.settle());
        const { instance, handle } = open();
        const output = await instance.call(action, (exports) =>
          exports.run(handle, action, data, { signal: followed?.signal, onProgress }),
        );
        checkUsers(action, output);
        return output;
      } catch (error) {
        throw explainStop(error, time.isOver(), signal);
      } finally {
        time.end();
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
