// Copies the data of callers and hosts: read once and at once, so that no getter or proxy runs later, when it could harm
// other calls. Follows JSON.stringify, but refuses what JSON.stringify would drop or turn into null.
import { Problems } from './problems.mjs';
import { cut, reasonOf } from './reason.mjs';

// Deeper values are a mistake, and too deep for recursive code.
const maxDepth = 200;
// In UTF-16 units: longer than any field, any body of an event, any key, and the receipt of a plan with 30,000 steps.
const maxStringLength = 16_777_216;
const maxKeyLength = 1_000;
// How many problems the message lists.
const maxListed = 10;

/** @typedef {(string | number)[]} Path */
/** @typedef {{ path: Path, ancestors: object[], problems: [string, string][], count: number, cause?: unknown }} Reading */

/**
 * A copy as plain data.
 * @param {unknown} value
 * @param {string} name names the value itself in messages
 * @param {{ action?: string, prefix?: boolean }} [options] `prefix`: whether the paths of its parts start with the name
 * @throws {WorkfrontError} kind `validation`, with the path of every value that isn't plain data
 */
export function copyPlain(value, name, { action, prefix = true } = {}) {
  /** @type {Reading} */
  const reading = { path: prefix ? [name] : [], ancestors: [], problems: [], count: 0 };
  const copy = copyValue(value, reading);
  if (reading.count > 0) throw refusal(reading, name, action);
  return copy;
}

/** @param {any} value @param {Reading} reading @returns {any} */
function copyValue(value, reading) {
  switch (typeof value) {
    case 'string':
      return value.length <= maxStringLength
        ? value
        : refuse(
            reading,
            `must have at most ${maxStringLength} characters but has ${value.length}`,
          );
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      return Number.isFinite(value)
        ? value
        : refuse(reading, `must be a finite number but is ${value}`);
    case 'object':
      return value === null ? null : copyObject(value, reading);
    default:
      return refuse(reading, `must be a JSON value but is a ${typeof value}`);
  }
}

/** @param {any} value @param {Reading} reading @returns {any} */
function copyObject(value, reading) {
  const { ancestors } = reading;
  if (ancestors.includes(value))
    return refuse(reading, "must not contain itself: JSON can't represent that");
  if (ancestors.length === maxDepth)
    return refuse(reading, `must not be nested deeper than ${maxDepth} levels`);
  ancestors.push(value);
  try {
    if (Array.isArray(value)) return copyItems(value, reading);
    // Like JSON.stringify: dates and URLs become strings.
    const { toJSON } = value;
    const json = typeof toJSON === 'function' ? toJSON.call(value, '') : value;
    // An invalid date. null would clear the field.
    if (json == null) return refuse(reading, `must have a value as JSON but is ${tagOf(value)}`);
    if (json !== value) return copyValue(json, reading);
    const problem = problemWithClass(value);
    return problem === undefined ? copyEntries(value, reading) : refuse(reading, problem);
  } catch (error) {
    return refuseUnreadable(reading, error);
  } finally {
    ancestors.pop();
  }
}

/** @param {unknown[]} items @param {Reading} reading */
function copyItems(items, reading) {
  const { path } = reading;
  const { length } = items;
  const copy = [];
  for (let at = 0; at < length; at += 1) {
    path.push(at);
    const item = readProperty(items, at, reading);
    copy.push(
      item === undefined ? refuse(reading, 'must not be undefined') : copyValue(item, reading),
    );
    path.pop();
    // A proxy may claim any length.
    if (reading.count > maxListed) break;
  }
  return copy;
}

/** @param {any} entries @param {Reading} reading */
function copyEntries(entries, reading) {
  const { path } = reading;
  /** @type {Record<string, unknown>} */
  const copy = {};
  for (const key of Object.keys(entries)) {
    path.push(key);
    const value =
      key.length > maxKeyLength
        ? refuse(reading, `must have a name of at most ${maxKeyLength} characters`)
        : copyValue(readProperty(entries, key, reading), reading);
    path.pop();
    if (value === undefined) continue;
    if (key === '__proto__') define(copy, key, value);
    else copy[key] = value;
  }
  return copy;
}

/** An assignment of `__proto__` would set the prototype. @param {object} object @param {string} key @param {unknown} value */
const define = (object, key, value) =>
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });

/** A getter that throws is a problem of its field. @param {any} object @param {string | number} key @param {Reading} reading */
function readProperty(object, key, reading) {
  try {
    return object[key];
  } catch (error) {
    refuseUnreadable(reading, error);
    return null;
  }
}

/**
 * Why an object can't be copied by its own properties; undefined if it can. Objects of another realm can.
 * @param {object} value
 */
function problemWithClass(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return undefined;
  const tag = tagOf(value);
  if (tag !== '[object Object]') return `must be a plain object but is ${tag}`;
  if (Object.keys(value).length > 0) return undefined;
  // All values of such an object may be on its prototype, as with getters of a class: they would be dropped. Only the
  // prototype of plain objects, of any realm, has its own `hasOwnProperty` and no prototype.
  const isPlain =
    Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty');
  return isPlain ? undefined : 'must have fields of its own';
}

/** @param {object} value */
const tagOf = (value) => Object.prototype.toString.call(value);

/** @param {Reading} reading @param {unknown} error */
function refuseUnreadable(reading, error) {
  reading.cause ??= error;
  return refuse(reading, `can't be read: ${reasonOf(error)}`);
}

/** @param {Reading} reading @param {string} problem */
function refuse(reading, problem) {
  reading.count += 1;
  if (reading.count <= maxListed) reading.problems.push([pathOf(reading.path), problem]);
  return undefined;
}

/** In the plugin's notation: `operations[0].body`. @param {Path} path */
function pathOf(path) {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += `${text && '.'}${cut(part)}`;
  }
  return cut(text, 500);
}

/** @param {Reading} reading @param {string} name @param {string} [action] */
function refusal({ problems, count, cause }, name, action) {
  const found = new Problems();
  for (const [path, problem] of problems) found.add(path || name, problem);
  if (count > problems.length) found.addMore();
  return found.toError({ action, cause, hint: 'Nothing was sent. Correct this and try again.' });
}
