// What a host holds: one connection, with a method for each action.
import { connect } from './connection.mjs';
import { instances } from './instance.mjs';
import { searchAll } from './search-all.mjs';

/** @typedef {import('../index.d.ts').Manifest} Manifest */
/** @typedef {import('../index.d.ts').Plugin} Plugin */
/** @typedef {import('../index.d.ts').PluginOptions} PluginOptions */

/**
 * Makes `createPlugin` for one way of getting at the module, which is compiled once.
 * @param {object} parts
 * @param {import('./instance.mjs').CreateInstance} parts.createInstance
 * @param {() => Promise<WebAssembly.Module>} parts.compile
 * @param {object} parts.manifest
 * @returns {(options: PluginOptions) => Promise<Plugin>}
 */
export function pluginFactory({ createInstance, compile, manifest }) {
  /** @type {Promise<() => import('./instance.mjs').Running> | undefined} */
  let starting;
  const start = () => {
    starting ??= compile().then((module) => instances(createInstance, module));
    // What failed for want of memory or of a file may succeed later.
    starting.catch(() => (starting = undefined));
    return starting;
  };
  return async (options) =>
    pluginOn(connect(await start(), options), /** @type {Manifest} */ (manifest));
}

/**
 * @param {ReturnType<typeof connect>} connection
 * @param {Manifest} manifest
 * @returns {Plugin}
 */
function pluginOn({ run, close }, manifest) {
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
  add('manifest', { value: manifest });
  // None of it is enumerable: a printed plugin shows its name, and nothing that could hold a secret.
  return add(Symbol.toStringTag, { value: 'WorkfrontPlugin' });
}
