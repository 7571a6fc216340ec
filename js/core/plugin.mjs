// What a host holds: one connection, with a method for each action.
import { connect } from './connection.mjs';
import { eventTools } from './events.mjs';
import { instances } from './instance.mjs';
import { moduleOf, notLoaded } from './module.mjs';
import { searchAll } from './search-all.mjs';

/** @typedef {import('../index.d.ts').Manifest} Manifest */
/** @typedef {import('../index.d.ts').Plugin} Plugin */
/** @typedef {import('../index.d.ts').PluginOptions} PluginOptions */

/**
 * Makes what starts the WebAssembly: its module is compiled once, at the first use.
 * @param {object} parts
 * @param {import('./instance.mjs').CreateInstance} parts.createInstance
 * @param {() => Promise<WebAssembly.Module>} parts.compile where the host hands no module over
 * @param {(module: WebAssembly.Module) => boolean} parts.matches whether a module is the instances' own
 */
function starter({ createInstance, compile, matches }) {
  /** @type {Promise<() => import('./instance.mjs').Running> | undefined} */
  let starting;
  const start = () => {
    if (starting) return starting;
    const begun = compile().then((module) => {
      if (!matches(module)) throw notLoaded('it is of another version than the JavaScript');
      return instances(createInstance, module);
    });
    starting = begun;
    // What failed for want of memory or of a file may succeed later.
    begun.catch(() => (starting = undefined));
    return begun;
  };

  /** @type {typeof import('../index.d.ts').initWasm} */
  const initWasm = (source) => {
    const module = moduleOf(source);
    compile = () => module;
    starting = undefined;
    const started = start().then(() => {});
    // Who doesn't wait for it hears of it from what is called next.
    started.catch(() => {});
    return started;
  };
  return { start, initWasm };
}

/**
 * Makes what the package exports, for one way of getting at the module.
 * @param {Parameters<typeof starter>[0] & { manifest: object, transport?: import('./send.mjs').Transport }} parts
 * `transport` is taken where there is a better one than the runtime's `fetch`
 */
export function packageOn(parts) {
  const { start, initWasm } = starter(parts);
  const tools = eventTools(start);
  /** @param {PluginOptions} options */
  const createPlugin = async (options) =>
    pluginOn(
      connect(await start(), options, parts.transport),
      tools,
      /** @type {Manifest} */ (parts.manifest),
    );
  return { createPlugin, ...tools, initWasm };
}

/**
 * @param {ReturnType<typeof connect>} connection
 * @param {ReturnType<typeof eventTools>} tools
 * @param {Manifest} manifest
 * @returns {Plugin}
 */
function pluginOn({ run, close }, tools, manifest) {
  const plugin = /** @type {any} */ ({});
  /** @param {PropertyKey} name @param {PropertyDescriptor} descriptor */
  const add = (name, descriptor) => Object.defineProperty(plugin, name, descriptor);
  /** @param {string} key @returns {Plugin['get']} */
  const runner = (key) => (input, context) => run(key, input, context);
  for (const { key } of manifest.actions) {
    add(key, { value: runner(key), configurable: true });
  }
  add('run', { value: run });
  /** @type {Plugin['searchAll']} */
  const all = (input, context) => searchAll(run, input, context);
  add('searchAll', { value: all });
  add('close', { value: close });
  for (const [name, value] of Object.entries(methodsOf(tools))) add(name, { value });
  add('manifest', { value: manifest });
  // None of it is enumerable: a printed plugin shows its name, and nothing that could hold a secret.
  return add(Symbol.toStringTag, { value: 'WorkfrontPlugin' });
}

/**
 * As the action's other methods it takes one input; it also takes what a receiver has at hand.
 * @param {ReturnType<typeof eventTools>} tools
 */
const methodsOf = ({ parseEvent, handleEvent }) => ({
  /** @param {any} body @param {any} [signed] */
  parseEvent: (body, signed) =>
    signed === undefined && body?.authToken !== undefined
      ? parseEvent(body.body, body)
      : parseEvent(body, signed),
  handleEvent,
});
