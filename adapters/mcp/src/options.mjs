// The arguments of createMcpServer, checked: a misspelled option must not offer more, or less, than its author thinks.
import { nearestName } from '../../common/src/nearest.mjs';

const names = ['allowWrites', 'tools', 'confirm', 'outputSchemas', 'manifest'];
const flags = ['allowWrites', 'confirm', 'outputSchemas'];

/** @param {any} plugin @param {any} options */
export function checkArguments(plugin, options) {
  if (typeof plugin?.run !== 'function') {
    throw wrong('plugin must be what createPlugin returns, after await');
  }
  if (options === null || typeof options !== 'object') {
    throw wrong('options must be an object, such as { allowWrites: true }');
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw wrong(messageOfUnknown(name));
  }
  for (const name of flags) {
    const value = options[name];
    if (value === undefined || typeof value === 'boolean') continue;
    throw wrong(`${name} must be a boolean but is ${value === null ? 'null' : typeof value}`);
  }
}

/** @param {string} name */
function messageOfUnknown(name) {
  if (name === 'readOnly') {
    return 'readOnly was replaced by allowWrites: leave both out to offer only reads, or set allowWrites to true to offer all actions';
  }
  const nearest = nearestName(name, names);
  const hint = nearest ? `did you mean '${nearest}'?` : `the options are ${names.join(', ')}`;
  return `'${name}' is not an option: ${hint}`;
}

/** @param {string} message */
const wrong = (message) => new TypeError(`createMcpServer: ${message}`);
