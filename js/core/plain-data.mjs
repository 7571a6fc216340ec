// What callers and hosts give, as plain data: read once and at once, so that no getter and no proxy of theirs is met
// later, when it could harm other calls. As JSON.stringify takes it, but for what that drops or turns into null.
import { WorkfrontError } from './error.mjs';
import { cut, reasonOf } from './reason.mjs';

// Deeper values are a mistake, and would be too deep for others' recursion.
const deepest = 200;
// In UTF-16 units: more than any field, body of an event or key has.
const longestString = 4_194_304;
const longestKey = 1_000;
// Problems that are named; the rest is counted.
const mostNamed = 10;

/** @typedef {(string | number)[]} Path */
/** @typedef {{ path: Path, ancestors: object[], problems: [string, string][], count: number, cause?: unknown }} Reading */

/**
 * A copy that is plain data.
 * @param {unknown} value
 * @param {string} name what it is, for problems with the value itself
 * @param {{ action?: string, prefix?: boolean }} [options] `prefix`: whether the paths of its parts begin with the name
 * @throws {WorkfrontError} kind `validation`, with the paths of all that is no plain data
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
      return value.length <= longestString
        ? value
        : refuse(reading, `must have at most ${longestString} characters, but has ${value.length}`);
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      return Number.isFinite(value)
        ? value
        : refuse(reading, `must be a finite number, as JSON has no other, but is ${value}`);
    case 'object':
      return value === null ? null : copyObject(value, reading);
    default:
      return refuse(reading, `must be a value of JSON, but is a ${typeof value}`);
  }
}

/** @param {any} value @param {Reading} reading @returns {any} */
function copyObject(value, reading) {
  const { ancestors } = reading;
  if (ancestors.includes(value))
    return refuse(reading, 'must not contain itself, which JSON has no form for');
  if (ancestors.length === deepest) return refuse(reading, 'is nested too deeply');
  ancestors.push(value);
  try {
    if (Array.isArray(value)) return copyItems(value, reading);
    // As JSON.stringify does it: dates and URLs are strings.
    const { toJSON } = value;
    const json = typeof toJSON === 'function' ? toJSON.call(value, '') : value;
    // An invalid date; null would clear the field.
    if (json == null) return refuse(reading, `has no value as JSON (${tagOf(value)})`);
    if (json !== value) return copyValue(json, reading);
    if (isPlain(value)) return copyEntries(value, reading);
    if (hidesEntries(value)) return refuse(reading, 'must have fields of its own');
    return refuse(reading, `must be a plain object, but is ${tagOf(value)}`);
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
    if (reading.count > mostNamed) break;
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
      key.length > longestKey
        ? refuse(reading, 'has a name that is too long')
        : copyValue(readProperty(entries, key, reading), reading);
    path.pop();
    if (value === undefined) continue;
    if (key === '__proto__') define(copy, key, value);
    else copy[key] = value;
  }
  return copy;
}

/** Not assigned, which would set the prototype. @param {object} object @param {string} key @param {unknown} value */
const define = (object, key, value) =>
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });

/** So that a getter that throws is a problem of its own field. @param {any} object @param {string | number} key @param {Reading} reading */
function readProperty(object, key, reading) {
  try {
    return object[key];
  } catch (error) {
    refuseUnreadable(reading, error);
    return null;
  }
}

/** Whether its own properties are all there is to it, whatever its class or realm. @param {object} value */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  return tagOf(value) === '[object Object]' && !hidesEntries(value);
}

/**
 * Whether all that it may have is on its prototype, as with getters of a class: it would be dropped.
 * @param {object} value
 */
function hidesEntries(value) {
  const prototype = Object.getPrototypeOf(value);
  if (Object.keys(value).length > 0 || prototype === null) return false;
  // The prototype of plain objects, of any realm, has `hasOwnProperty` as its own and no prototype.
  const isPlainObject =
    Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty');
  return !isPlainObject && tagOf(value) === '[object Object]';
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
  if (reading.count <= mostNamed) reading.problems.push([pathOf(reading.path), problem]);
  return undefined;
}

/** As in the plugin's own problems: `operations[0].body`. @param {Path} path */
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
  const named = problems.map(([path, problem]) => [path || name, problem]);
  const more = count > named.length ? '; and more' : '';
  const list = named.map((parts) => parts.join(': ')).join('; ') + more;
  return new WorkfrontError(
    {
      kind: 'validation',
      message: count > 1 ? `${more ? 'More than ' : ''}${named.length} problems: ${list}` : list,
      action,
      fields: [...new Set(named.map(([path]) => path))],
      hint: 'Nothing was sent. Correct this and try again.',
    },
    cause === undefined ? undefined : { cause },
  );
}
