// Holds the users that were read to their types: they are the host's own objects, which pass the WebAssembly unseen.
import { fits } from '../generated/fits.mjs';
import { WorkfrontError } from './error.mjs';

/**
 * Throws where a user isn't what index.d.ts promises. What a write reads back isn't looked at: the write has happened.
 * @param {string} action
 * @param {any} output
 */
export function checkUsers(action, output) {
  const { users = [], user } = output ?? {};
  if (action === 'get' && user && !fits(user)) throw mismatch(action, 'user', user);
  for (let at = 0; at < users.length; at += 1) {
    if (!fits(users[at])) throw mismatch(action, `users[${at}]`, users[at]);
  }
}

/**
 * Finds what is wrong by trying each field alone, and what is wanted by trying others in its place.
 * @param {string} action
 * @param {string} path
 * @param {any} user
 */
function mismatch(action, path, user) {
  /** @param {string} name @param {unknown} value */
  const alone = (name, value) => fits({ ID: '', [name]: value });
  // What is no object has no ID. Something is wrong, so something is found.
  const name = /** @type {string} */ (
    ['ID', ...Object.keys(user ?? '')].find((key) => !alone(key, user?.[key]))
  );
  const wanted = ['', true, 0, [], {}].filter((value) => alone(name, value)).map(typeOf);
  const field = `${path}.${name}`;
  const { ID } = name === 'ID' ? {} : user;
  return new WorkfrontError({
    kind: 'unexpectedResponse',
    message: `${field} is of type ${typeOf(user?.[name])}, not ${wanted.join(' or ')}${ID ? ` (user ${ID})` : ''}`,
    action,
    fields: [field],
    ID,
    hint: "Leave the field out of 'fields', and please report it with the message.",
  });
}

/** As JSON Schema names it; never the value itself, which may be personal. @param {unknown} value */
const typeOf = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
