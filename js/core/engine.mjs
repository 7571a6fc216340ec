// The module that serves the calls of all connections: the one without plans, until a call needs the one with every action.
//
// From then on the second module serves every call, not plans alone, so that a connection's credential, its unsigned plans and
// its limit of requests are in one place. Calls that have begun end in the first module, however long they take: nobody waits
// for them. Until they have ended, a connection may send twice as many requests at the same time, and it signs in once more.
// What all connections share is never in two places: see src/services/shared.rs.
import { startInstance } from './instance.mjs';
import { notLoaded } from './module.mjs';
import { reasonOf } from './reason.mjs';

/** @typedef {import('./instance.mjs').CreateInstance} CreateInstance */
/** @typedef {import('./instance.mjs').Running} Running */
/** @typedef {ReturnType<typeof createEngine>} Engine */

/**
 * The JavaScript of a module's build.
 * @typedef {object} Glue
 * @property {CreateInstance} createInstance
 * @property {(module: WebAssembly.Module) => boolean} matches whether a module was built together with this JavaScript
 */

/**
 * The second module: its glue and the module itself, each loaded at its first use.
 * @typedef {object} PlansModule
 * @property {() => Promise<Glue>} glue
 * @property {() => Promise<WebAssembly.Module>} compile
 */

/** @typedef {{ version: string, actions: { key: string, group: string }[] }} Actions */

// As in the manifest, which comes from src/actions/.
const groupOfPlans = 'Plans';

/**
 * The engine of a module that was compiled first: the one without plans, or the one with every action.
 * @param {WebAssembly.Module} module
 * @param {Glue & { plans?: PlansModule, manifest: Actions }} parts
 */
export async function engineOf(module, { createInstance, matches, plans, manifest }) {
  if (matches(module)) return createEngine({ createInstance, module }, manifest, plans);
  // A host may pass the larger module alone, which has every action.
  const whole = await plans?.glue().catch(() => undefined);
  if (whole?.matches(module)) {
    return createEngine({ createInstance: whole.createInstance, module }, manifest);
  }
  throw notLoaded('it has another version than the JavaScript');
}

/**
 * @param {{ createInstance: CreateInstance, module: WebAssembly.Module }} first
 * @param {Actions} manifest
 * @param {PlansModule} [plans] undefined if the first module has every action
 */
function createEngine(first, { actions, version }, plans) {
  const share = sharing(version);
  let build = first;
  /** @type {Running | undefined} */
  let running;
  /** @type {Promise<void> | undefined} */
  let loading;

  const loadPlans = () => {
    loading ??= load(/** @type {PlansModule} */ (plans)).then((loaded) => {
      build = loaded;
      plans = undefined;
      running = undefined;
    });
    // A missing file or a lack of memory may be temporary: the next call tries again.
    loading.catch(() => (loading = undefined));
    return loading;
  };

  return {
    /** The running instance; starts one if there is none. */
    running() {
      if (!running?.isAlive()) running = startInstance(build.createInstance, build.module, share);
      return running;
    },

    /** Whether new calls enter this instance. @param {Running | undefined} instance */
    isCurrent: (instance) => instance !== undefined && instance === running && instance.isAlive(),

    /**
     * Loads the module that an action needs: a promise, or undefined if there is nothing to wait for.
     * @param {string} action
     */
    prepare(action) {
      if (!plans) return undefined;
      const known = actions.find(({ key }) => key === action);
      if (known?.group === groupOfPlans) return loadPlans();
      // The error for an action that doesn't exist names all that do.
      return known ? undefined : loadPlans().catch(() => {});
    },
  };
}

/** @param {PlansModule} plans */
async function load(plans) {
  const glue = plans.glue().catch((error) => {
    throw notLoaded(reasonOf(error), 'plans');
  });
  const [{ createInstance, matches }, module] = await Promise.all([glue, plans.compile()]);
  if (!matches(module)) {
    throw notLoaded('plans is no plans.wasm of this version', 'plans');
  }
  return { createInstance, module };
}

/**
 * Returns the function that lets an instance take what another has. All instances of a process share, also those of a second copy
 * of the package (`import` and `require`) and of a later `initWasm`; copies of another version don't, because what they hand over
 * may have another form.
 * @param {string} version
 */
function sharing(version) {
  const key = Symbol.for(`workfront-actions ${version}: holders of what connections share`);
  const root = /** @type {Record<symbol, Running[]>} */ (/** @type {unknown} */ (globalThis));
  // The instance that has each part. Not enumerable, as other globals.
  if (!root[key]) Object.defineProperty(root, key, { value: [] });
  const holders = root[key];
  /** @param {Running} instance @param {number} part */
  return (instance, part) => {
    const holder = holders[part];
    holders[part] = instance;
    if (!holder?.isAlive() || holder === instance) return undefined;
    return holder.enter((exports) => exports.give_part(part));
  };
}
