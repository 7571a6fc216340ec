// What a host holds: one connection, with a method for each action.
import { connect } from './connection.mjs';
import { eventTools } from './events.mjs';
import { instances } from './instance.mjs';
import { moduleOf, notLoaded } from './module.mjs';
import { read } from './reason.mjs';
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
function pluginOn({ run, close }, { parseEvent, handleEvent }, manifest) {
  /** @type {Record<PropertyKey, unknown>} */
  const members = {};
  for (const { key } of manifest.actions) {
    members[key] = (/** @type {any} */ input, /** @type {any} */ context) =>
      run(key, input, context);
  }
  Object.assign(members, {
    run,
    /** @type {Plugin['searchAll']} */
    searchAll: (input, context) => searchAll(run, input, context),
    // As the action's other methods it takes one input; it also takes what a receiver has at hand.
    parseEvent: (/** @type {any} */ body, /** @type {any} */ signed) =>
      signed === undefined && read(body, 'authToken') !== undefined
        ? parseEvent(read(body, 'body'), body)
        : parseEvent(body, signed),
    handleEvent,
    close,
    manifest,
    [Symbol.toStringTag]: 'WorkfrontPlugin',
  });
  const plugin = /** @type {any} */ ({});
  // None of it is enumerable: a printed plugin shows its name, and nothing that could hold a secret.
  for (const name of Reflect.ownKeys(members)) {
    Object.defineProperty(plugin, name, { value: members[name] });
  }
  return plugin;
}
