// Asks the person before a tool changes or removes data, if the client can show a question (elicitation).
import { inputRequired } from '@modelcontextprotocol/server';

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */

/** @typedef {import('@modelcontextprotocol/server').ServerContext} Context */

const maxLength = 300;

// The name of the question in the request that repeats the call with the person's answer.
const question = 'confirm';

/**
 * Whether a person must agree: the action may change or remove data, and this is no dry run.
 * @param {Action} action
 * @param {Record<string, any>} input
 */
export function needsConsent({ hints, fields }, input) {
  const isDryRun = input.dryRun === true && fields.some(({ name }) => name === 'dryRun');
  return hints.destructive && !isDryRun;
}

/** Whether the client can show a question. Clients of 2025-06 declare `{}`, later ones what they can show. @param {any} capabilities */
export const canAsk = ({ elicitation } = {}) =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);

/**
 * Asks whether the tool may run, or reads the answer: the call comes once more with it. Returns a result if the tool must not run,
 * or not yet.
 * @param {Context['mcpReq']} request
 * @param {Action} action
 * @param {Record<string, any>} input
 * @param {ReadonlySet<string>} secrets the names of fields whose values are not shown
 * @returns {Promise<{ ask?: any, refusal: string } | undefined>}
 */
export async function consentOf({ inputResponses, requestState }, action, input, secrets) {
  // An answer counts only for the input of its question.
  const state = await digestOf([action.key, input]);
  const answer = /** @type {any} */ (inputResponses?.[question]);
  if (answer === undefined || requestState() !== state) {
    const message = questionOf(action, input, secrets);
    const requestedSchema = { type: /** @type {const} */ ('object'), properties: {} };
    const inputRequests = { [question]: inputRequired.elicit({ message, requestedSchema }) };
    return { ask: inputRequired({ inputRequests, requestState: state }), refusal: '' };
  }
  if (answer.action === 'accept') return undefined;
  const verb = answer.action === 'decline' ? 'declined' : 'dismissed';
  return {
    refusal: `The user ${verb} ${action.title}. Nothing was sent. Ask the user what to do instead.`,
  };
}

/**
 * A digest of a value, whatever the order of its properties. It isn't signed: who answers for the person could write the answer
 * as well.
 * @param {unknown} value
 */
async function digestOf(value) {
  const sorted = (/** @type {string} */ _, /** @type {any} */ one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  const bytes = new TextEncoder().encode(JSON.stringify(value, sorted));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
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
