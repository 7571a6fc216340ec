// Which actions a server offers, and why another one isn't offered.
import { effectOf } from '../../common/src/description.mjs';
import { nearestName } from '../../common/src/nearest.mjs';

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */

const prefix = 'workfront_';

// Decisions of people. A model must not approve what it has planned.
const peopleOnly = ['approve'];

const peopleOnlyReason = 'is the decision of a person, and is never offered to agents';

/** The name of an action's tool. @param {Pick<Action, 'key'>} action */
export const toolName = ({ key }) => prefix + key;

/**
 * The actions to offer, in the manifest's order. Throws if `tools` has a name that is unknown, or the name of an action that
 * isn't allowed.
 * @param {readonly Action[]} actions
 * @param {{ allowWrites: boolean, tools?: readonly string[] }} options
 */
export function offeredActions(actions, { allowWrites, tools }) {
  const isAllowed = (/** @type {Action} */ { key, hints }) =>
    !peopleOnly.includes(key) && (hints.readOnly || allowWrites);
  if (tools === undefined) return actions.filter(isAllowed);
  if (!Array.isArray(tools) || tools.length === 0) {
    throw new TypeError(
      "tools must be an array of at least one action, such as ['search', 'get']; leave it out to offer all",
    );
  }
  const selected = tools.map((name) => {
    const action = actions.find(({ key }) => key === keyOf(name));
    if (!action) throw new TypeError(`tools: ${unknownMessage(name, actions)}`);
    if (isAllowed(action)) return action;
    if (peopleOnly.includes(action.key)) {
      throw new TypeError(`tools: '${action.key}' ${peopleOnlyReason}`);
    }
    throw new TypeError(
      `tools: '${action.key}' ${verbOf(action)}, and only reads are allowed. To allow writes, use --allow-writes (in code: allowWrites: true)`,
    );
  });
  return actions.filter((action) => selected.includes(action));
}

/**
 * Why a tool that was called isn't offered, and what to do next.
 * @param {string} name of the tool
 * @param {readonly Action[]} actions
 * @param {{ allowWrites: boolean, offered: readonly Action[] }} server
 */
export function notOfferedMessage(name, actions, { allowWrites, offered }) {
  const action = actions.find((one) => toolName(one) === name || one.key === name);
  if (!action) return `${unknownMessage(name, offered, toolName)} Nothing was sent.`;
  if (peopleOnly.includes(action.key)) return `${name} ${peopleOnlyReason}. Nothing was sent.`;
  const reason = whyNotOffered(action, { allowWrites, offered });
  if (name !== action.key) return `${name} ${reason} Nothing was sent.`;
  const tool = `'${name}' is the name of an action, not of a tool: its tool is '${toolName(action)}'`;
  return `${tool}${reason ? `, which ${reason}` : '.'} Nothing was sent.`;
}

/** Empty if it is offered. @param {Action} action @param {{ allowWrites: boolean, offered: readonly Action[] }} server */
function whyNotOffered(action, { allowWrites, offered }) {
  if (offered.includes(action)) return '';
  if (!action.hints.readOnly && !allowWrites) {
    return `${verbOf(action)}, and this server offers only reads. To offer it, start the server with --allow-writes (in code: allowWrites: true).`;
  }
  return `is not in this server's list of tools. To offer it, add '${action.key}' to --tools (in code: tools).`;
}

/** Such as "changes or removes data". @param {Action} action */
const verbOf = (action) => effectOf(action).toLowerCase().replace(/\.$/, '');

/** @param {unknown} name @param {readonly Action[]} actions @param {(action: Action) => string} [show] */
function unknownMessage(name, actions, show = ({ key }) => key) {
  const keys = actions.map(({ key }) => key);
  const nearest = actions.find(({ key }) => key === nearestName(keyOf(name), keys));
  const hint = nearest
    ? `Did you mean '${show(nearest)}'?`
    : `The names are ${actions.map(show).join(', ')}.`;
  return `'${String(name).slice(0, 60)}' is not an action. ${hint}`;
}

/** The action's key of a tool's name, or of a key. @param {unknown} name */
const keyOf = (name) => {
  const text = String(name).trim();
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
};
