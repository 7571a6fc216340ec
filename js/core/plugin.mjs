// What a host holds: one connection, with a method for each action.
import { connect } from './connection.mjs';
import { instances } from './instance.mjs';
import { searchAll } from './search-all.mjs';

/**
 * Makes `createPlugin` for one way of getting at the module, which is compiled once.
 * @param {{ createInstance: Function, compile: () => Promise<WebAssembly.Module>, manifest: any }} parts
 */
export function pluginFactory({ createInstance, compile, manifest }) {
  let starting;
  const start = () => {
    starting ??= compile().then((module) => instances(createInstance, module));
    // What failed for want of memory or of a file may succeed later.
    starting.catch(() => (starting = undefined));
    return starting;
  };
  return async (options) => pluginOn(connect(await start(), options), manifest);
}

function pluginOn({ run, close }, manifest) {
  const plugin = {};
  const add = (name, descriptor) => Object.defineProperty(plugin, name, descriptor);
  for (const { key } of manifest.actions) {
    add(key, { value: (input, context) => run(key, input, context), configurable: true });
  }
  add('run', { value: run });
  add('searchAll', { value: (input, context) => searchAll(run, input, context) });
  add('close', { value: close });
  add('manifest', { value: manifest });
  // None of it is enumerable: a printed plugin shows its name, and nothing that could hold a secret.
  return add(Symbol.toStringTag, { value: 'WorkfrontPlugin' });
}
