// A connection to one tenant. It survives a crash of the WebAssembly instance.
import { checkUsers } from './check-users.mjs';
import { readContext } from './context.mjs';
import { deadline } from './deadline.mjs';
import { describeValue } from './describe-value.mjs';
import { invalid } from './error.mjs';
import { linkSignal } from './link-signal.mjs';
import { attempt } from './attempt.mjs';
import { hostFor, splitOptions, withHostOptions } from './host.mjs';
import { copyPlain } from './plain-data.mjs';
import { Problems } from './problems.mjs';
import { Rotation } from './rotation.mjs';
import { explainStop } from './stop.mjs';

/** @typedef {import('./instance.mjs').Running} Running */
/** @typedef {import('../index.d.ts').CallContext} CallContext */

// Longer than any action's id: an error repeats the id, so it must not be long.
const maxIdLength = 100;

/**
 * Opens a connection without sending a request. Only this closure holds the credential.
 * @param {import('./engine.mjs').Engine} engine
 * @param {import('../index.d.ts').PluginOptions} options
 * @param {import('./send.mjs').Transport} [transport] sends the requests if the options have no `fetch`
 */
export function connect(engine, options, transport) {
  const problems = new Problems();
  const { config, host } = splitOptions(options, problems, transport);
  /** @typedef {{ instance: Running, handle: number }} Opened */
  /** @type {Opened | undefined} */
  let opened;
  /** @type {Opened | undefined} This connection in the module without plans, where calls may not have ended. */
  let earlier;
  let closed = false;
  // Calls that were made and have not entered the instance yet: the connection stays open for them.
  let entering = 0;

  const bothOpen = () => [earlier, opened].filter((one) => one?.instance.isAlive());
  const rotation = new Rotation((refreshToken, isKept, from) => {
    for (const one of /** @type {Opened[]} */ (bothOpen())) {
      if (one.instance === from) continue;
      one.instance.enter((exports) => exports.resume(one.handle, refreshToken, isKept));
    }
  });

  /** The running instance and this connection's handle in it. A fresh instance gets a new handle. */
  const open = () => {
    const instance = engine.running();
    if (opened?.instance !== instance) {
      const functions = hostFor(host, instance, rotation);
      const handle = instance.enter((exports) => exports.connect(config, functions));
      if (opened?.instance.isAlive()) earlier = opened;
      opened = { instance, handle };
    }
    return opened;
  };
  const disconnect = () => {
    const last = /** @type {Opened[]} */ (bothOpen());
    // A closed plugin keeps no instance in memory.
    opened = undefined;
    earlier = undefined;
    for (const { instance, handle } of last)
      instance.enter((exports) => exports.disconnect(handle));
  };
  // The WebAssembly checks the connection's settings.
  problems.collect(open, undefined, withHostOptions);
  if (!problems.isEmpty) {
    disconnect();
    throw problems.toError();
  }

  return {
    /**
     * Async, so that every error is a rejection.
     * @param {string} action
     * @param {unknown} [input]
     * @param {CallContext} [context]
     */
    async run(action, input = {}, context) {
      if (typeof action !== 'string') {
        const value = typeof action === 'number' ? ` (${action})` : '';
        const type = value === '' ? describeValue(action) : 'a number';
        throw invalid('action', `must be a string but is ${type}${value}`);
      }
      if (action.length > maxIdLength) {
        throw invalid('action', 'must be the id of an action');
      }
      if (closed) throw invalid('plugin', 'must be open but is closed: create a new one', action);
      const { signal, onProgress } = readContext(context, action);
      const data = copyPlain(input, 'input', { action, prefix: false });
      const { deadlineMs } = config;
      const linked =
        signal || deadlineMs !== undefined
          ? attempt(() => linkSignal(signal), 'context.signal', action)
          : undefined;
      const time = deadline(deadlineMs, (reason) => linked?.stop(reason));
      try {
        let pending;
        entering += 1;
        try {
          const loading = engine.prepare(action);
          if (loading) await loading;
          // Awaiting also empties the stack: a stack overflow inside the instance would end the calls of others.
          await (engine.isCurrent(opened?.instance) ? undefined : rotation.settle());
          /** @param {Opened} one */
          const callIn = ({ instance, handle }) =>
            instance.call(action, (exports) =>
              exports.run(handle, action, data, { signal: linked?.signal, onProgress }),
            );
          pending = callIn(open());
          // Each module has signed in by itself.
          if (action === 'logout' && earlier?.instance.isAlive()) {
            pending = Promise.all([pending, callIn(earlier)]).then((outputs) => ({
              loggedOut: outputs.some(({ loggedOut }) => loggedOut),
            }));
          }
        } finally {
          entering -= 1;
          if (closed && entering === 0) disconnect();
        }
        const output = await pending;
        checkUsers(action, output);
        return output;
      } catch (error) {
        throw explainStop(error, time.isOver(), signal);
      } finally {
        time.end();
        linked?.release();
      }
    },

    close() {
      if (closed) return;
      closed = true;
      if (entering === 0) disconnect();
    },
  };
}
