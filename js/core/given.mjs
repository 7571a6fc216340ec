// Reading the properties of what a caller or a host gives, which may throw.
import { invalid } from './error.mjs';
import { reasonOf } from './reason.mjs';

/**
 * @param {any} object
 * @param {string} name
 * @param {string} path the property's, for the error
 * @param {string} [action]
 * @returns {any}
 */
export const readGiven = (object, name, path, action) => attempt(() => object[name], path, action);

/** The names of an object's own properties. @param {object} object @param {string} path @param {string} [action] */
export const namesGiven = (object, path, action) =>
  attempt(() => Object.keys(object), path, action);

/**
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
