// Creates the package's functions, and plugins: a connection with a method for each action.
import { withPeople } from './collect-people.mjs';
import { connect } from './connection.mjs';
import { engineOf } from './engine.mjs';
import { eventTools } from './events.mjs';
import { moduleOf } from './module.mjs';
import { tryRead } from './reason.mjs';
import { searchAll } from './search-all.mjs';

/** @typedef {import('../index.d.ts').Manifest} Manifest */
/** @typedef {import('../index.d.ts').Plugin} Plugin */
/** @typedef {import('../index.d.ts').PluginOptions} PluginOptions */

/**
 * Returns functions that start the WebAssembly: its module is compiled once, at the first use.
 * @param {object} parts
 * @param {import('./instance.mjs').CreateInstance} parts.createInstance
 * @param {() => Promise<WebAssembly.Module>} parts.compile used until the host calls `initWasm`
 * @param {(module: WebAssembly.Module) => boolean} parts.matches whether a module was built together with this JavaScript
 * @param {import('./engine.mjs').PlansModule} [parts.plans] the module with every action, unless `compile` returns it
 * @param {any} parts.manifest
 */
function createStarter({ compile, ...parts }) {
  /** @type {Promise<import('./engine.mjs').Engine> | undefined} */
  let starting;
  const start = () => {
    if (starting) return starting;
    const attempt = compile().then((module) => engineOf(module, parts));
    starting = attempt;
    // A missing file or a lack of memory may be temporary: the next call tries again.
    attempt.catch(() => (starting = undefined));
    return attempt;
  };

  /** @type {typeof import('../index.d.ts').initWasm} */
  const initWasm = (source, { plans } = {}) => {
    const module = moduleOf(source);
    compile = () => module;
    if (parts.plans && plans !== undefined) parts.plans = passedPlans(parts.plans, plans);
    starting = undefined;
    const started = start().then(() => {});
    // If the caller doesn't await it, the next call reports the error.
    started.catch(() => {});
    return started;
  };
  return { start, initWasm };
}

/**
 * The module with every action, as a host passes it: compiled when it is needed.
 * @param {import('./engine.mjs').PlansModule} own
 * @param {any} source
 * @returns {import('./engine.mjs').PlansModule}
 */
function passedPlans({ glue }, source) {
  // A promise that is rejected is reported by the call that needs it.
  if (typeof source !== 'function') Promise.resolve(source).catch(() => {});
  const read = async () => (typeof source === 'function' ? source() : source);
  return { glue, compile: () => moduleOf(read(), 'plans') };
}

/**
 * Creates the functions that the package exports, for one way of loading the module.
 * @param {Parameters<typeof createStarter>[0] & { manifest: object, transport?: import('./send.mjs').Transport }} parts
 * `transport` replaces the runtime's `fetch`
 */
export function createPackage(parts) {
  const { start, initWasm } = createStarter(parts);
  const tools = eventTools(start);
  /** @param {PluginOptions} options */
  const createPlugin = async (options) =>
    createPluginObject(
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
function createPluginObject({ run, close }, { parseEvent, handleEvent }, manifest) {
  /** @type {Record<PropertyKey, unknown>} */
  const members = {};
  for (const { key } of manifest.actions) {
    members[key] = (/** @type {any} */ input, /** @type {any} */ context) =>
      withPeople(input, (ready) => run(key, ready, context));
  }
  Object.assign(members, {
    run,
    /** @type {Plugin['searchAll']} */
    searchAll: (input, context) => searchAll(run, input, context),
    // Takes one input, as the methods of other actions do, or a body and its signature.
    parseEvent: (/** @type {any} */ body, /** @type {any} */ signed) =>
      signed === undefined && tryRead(body, 'authToken') !== undefined
        ? parseEvent(tryRead(body, 'body'), body)
        : parseEvent(body, signed),
    handleEvent,
    close,
    manifest,
    [Symbol.toStringTag]: 'WorkfrontPlugin',
  });
  const plugin = /** @type {any} */ ({});
  // Not enumerable: a printed plugin shows its name, and nothing that could contain a secret.
  for (const name of Reflect.ownKeys(members)) {
    Object.defineProperty(plugin, name, { value: members[name] });
  }
  return plugin;
}
