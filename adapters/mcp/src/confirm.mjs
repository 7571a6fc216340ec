// Asks the person before a tool changes or removes data, if the client can show a question (elicitation).
import { ElicitResultSchema } from '@modelcontextprotocol/sdk/types.js';

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */

// A person needs time to read the question: the SDK's own limit is a minute.
const timeout = 10 * 60_000;

const maxLength = 300;

/**
 * Whether to ask: the action may change or remove data, this is no dry run, and the client can ask.
 * @param {import('@modelcontextprotocol/sdk/server/index.js').Server} server
 * @param {Action} action
 * @param {Record<string, any>} input
 */
export function mustAsk(server, { hints, fields }, input) {
  const isDryRun = input.dryRun === true && fields.some(({ name }) => name === 'dryRun');
  return hints.destructive && !isDryRun && canAsk(server.getClientCapabilities()?.elicitation);
}

/** Clients of 2025-06 declare `{}`, later ones what they can show. @param {any} elicitation */
const canAsk = (elicitation) =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);

/**
 * Asks, and returns why the tool must not run, or undefined if it may.
 * @param {any} extra of the request
 * @param {Action} action
 * @param {Record<string, any>} input
 * @param {ReadonlySet<string>} secrets the names of fields whose values are not shown
 */
export async function ask({ sendRequest, signal }, action, input, secrets) {
  const params = {
    message: questionOf(action, input, secrets),
    requestedSchema: { type: 'object', properties: {} },
  };
  const request = { method: 'elicitation/create', params };
  try {
    const answer = await sendRequest(request, ElicitResultSchema, { signal, timeout });
    if (answer.action === 'accept') return undefined;
    const verb = answer.action === 'decline' ? 'declined' : 'dismissed';
    return `The user ${verb} ${action.title}. Nothing was sent. Ask the user what to do instead.`;
  } catch (/** @type {any} */ error) {
    return `The user could not be asked to confirm ${action.title}, so nothing was sent. If this client can't show questions, start the server with --no-confirm (in code: confirm: false). The client's error: ${error.message}`;
  }
}

/** @param {Action} action @param {Record<string, any>} input @param {ReadonlySet<string>} secrets */
function questionOf({ title, description }, input, secrets) {
  const lines = Object.entries(input).map(
    ([name, value]) => `${name}: ${shown(name, value, secrets)}`,
  );
  return [`${title}? This changes or removes data. ${description}`, ...lines].join('\n');
}

/**
 * A value as text: cut, with the number of an array's items, and without secrets.
 * @param {string} name
 * @param {any} value
 * @param {ReadonlySet<string>} secrets
 */
function shown(name, value, secrets) {
  const hide = (/** @type {string} */ key, /** @type {any} */ one) => {
    if (secrets.has(key)) return '(secret)';
    return typeof one === 'string' ? withoutSecrets(one, secrets) : one;
  };
  const text = JSON.stringify(hide(name, value), hide) ?? '';
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return Array.isArray(value) && value.length > 1 ? `${value.length} items: ${cut}` : cut;
}

/** A body as text may have secrets too, as JSON or as a form. @param {string} text @param {ReadonlySet<string>} secrets */
const withoutSecrets = (text, secrets) =>
  [...secrets].reduce(
    (hidden, name) =>
      hidden.replace(
        new RegExp(`(${name}"?\\s*[:=]\\s*)("(\\\\.|[^"\\\\])*"|[^&,}\\s]+)`, 'gi'),
        '$1(secret)',
      ),
    text,
  );
