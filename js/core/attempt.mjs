// Reads objects of the caller or the host, whose getters and proxies may throw.
import { invalid } from './error.mjs';
import { reasonOf } from './reason.mjs';

/**
 * A property's value.
 * @param {any} object
 * @param {string} name
 * @param {string} path the property's, for the error
 * @param {string} [action]
 * @returns {any}
 */
export const readProperty = (object, name, path, action) =>
  attempt(() => object[name], path, action);

/** The names of an object's own properties. @param {object} object @param {string} path @param {string} [action] */
export const ownKeys = (object, path, action) => attempt(() => Object.keys(object), path, action);

/**
 * Calls `body`; what it throws becomes a validation error of this path.
 * @template Value
 * @param {() => Value} body
 * @param {string} path
 * @param {string} [action]
 * @returns {Value}
 */
export function attempt(body, path, action) {
  try {
    return body();
  } catch (error) {
    throw invalid(path, `can't be read: ${reasonOf(error)}`, action, { cause: error });
  }
}
