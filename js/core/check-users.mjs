// Checks users that were read against their types: they are objects of the host, which pass through the WebAssembly unread.
import { isUser } from '../generated/is-user.mjs';
import { WorkfrontError } from './error.mjs';

/**
 * Throws if a user doesn't have the types of index.d.ts. The result of a write isn't checked: the write has happened.
 * @param {string} action
 * @param {any} output
 */
export function checkUsers(action, output) {
  const { users = [], user } = output ?? {};
  if (action === 'get' && user && !isUser(user)) throw mismatch(action, 'user', user);
  for (let at = 0; at < users.length; at += 1) {
    if (!isUser(users[at])) throw mismatch(action, `users[${at}]`, users[at]);
  }
}

/**
 * Finds the wrong field by checking each field alone, and the expected types by checking a value of each type.
 * @param {string} action
 * @param {string} path
 * @param {any} user
 */
function mismatch(action, path, user) {
  /** Whether a user with this field alone is valid. @param {string} name @param {unknown} value */
  const isValid = (name, value) => isUser({ ID: '', [name]: value });
  // A value that isn't an object has no valid ID. The user isn't valid, so one field is found.
  const name = /** @type {string} */ (
    ['ID', ...Object.keys(user ?? '')].find((key) => !isValid(key, user?.[key]))
  );
  const expected = ['', true, 0, [], {}].filter((value) => isValid(name, value)).map(typeOf);
  const field = `${path}.${name}`;
  const { ID } = name === 'ID' ? {} : user;
  return new WorkfrontError({
    kind: 'unexpectedResponse',
    message: `${field}: must be ${expected.join(' or ')} but is ${typeOf(user?.[name])}${ID ? ` (user ${ID})` : ''}`,
    action,
    fields: [field],
    ID,
    hint: "Leave the field out of 'fields', and please report this message.",
  });
}

/** The type as JSON Schema names it; not the value, which may be personal data. @param {unknown} value */
const typeOf = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
