// The text of an error on the command line: what would allow what was refused is named as the command has it.
import { described as inWords } from 'workfront-actions/adapters';
import { adviceInOptions, inOptions } from './option-names.mjs';

// The option of a command for each input that an error may name as its remedy, and what to do with it.
const remedies =
  /** @type {Record<string, { option: string, advice: (value: any) => string }>} */ ({
    maxPeople: {
      option: 'max',
      advice: (value) =>
        `Nothing was changed. Check that these are the right people; then pass --max ${value} or more.`,
    },
    includeAdministrators: {
      option: 'include-administrators',
      advice: () =>
        'The user was not changed. Pass --include-administrators if administrators may be shut out too.',
    },
    baseline: {
      option: 'baseline',
      advice: (value) =>
        `Nothing was sent, and no plan was made. If the list is complete, pass --baseline ${value}.`,
    },
    allowUnsigned: {
      option: 'allow-unsigned',
      advice: () =>
        'Nothing was sent. Set WORKFRONT_PLAN_KEYS, so that plans are signed; or pass --allow-unsigned.',
    },
  });

// The commands that make plans and have options for the remedies; other plans are made from JSON.
const planners = ['offboard', 'reconcile', 'reclaim', 'undo'];

/**
 * The error of `plan apply`. What would allow it is an option of the command that makes the plan again.
 * @param {any} error @param {{ action?: string }} plan
 */
export function forAnotherPlan(error, { action = '' }) {
  const { option, value } = error?.remedy ?? {};
  const flags = {
    maxPeople: `--max ${value} or more`,
    includeAdministrators: '--include-administrators',
  };
  if (!Object.hasOwn(flags, option)) return error;
  const flag = flags[/** @type {keyof typeof flags} */ (option)];
  const how = planners.includes(action)
    ? flag
    : `'${option}' in its input, or in the file of --config`;
  error.hint = `Nothing was changed. Check that these are the right people; then make the plan again with ${how}.`;
  return error;
}

const limitOptions = {
  'max-create': { type: 'string' },
  'max-update': { type: 'string' },
  'max-deactivate': { type: 'string' },
};

/**
 * A text about a plan that a limit stopped, with the option that raises the limit. Only `reconcile` and `reclaim` make such plans,
 * and both have these options.
 * @param {string} text
 */
export const withFlags = (text) => adviceInOptions(text, limitOptions);

// Options of the commands for what their plans advise.
const string = { type: 'string' };
const advised = /** @type {Record<string, Record<string, { type: string }>>} */ ({
  reconcile: { missing: string, returners: string, 'future-leavers': string, 'address-changes': string, 'match-by': string, baseline: string }, // prettier-ignore
  reclaim: {
    'include-never-logged-in': { type: 'boolean' },
    'include-external': { type: 'boolean' },
  },
});

/** A plan as text, with the options of the command that made it in its advice. @param {string} text @param {{ action?: string }} plan */
export function withAdvice(text, { action = '' }) {
  const options = {
    ...limitOptions,
    'include-administrators': { type: 'boolean' },
    ...advised[action],
  };
  return adviceInOptions(text, options)
    .replace(/\b(set|of) matchBy\b/g, '$1 --match-by')
    .replaceAll('(addressChanges)', '(--address-changes)');
}

/**
 * The message of an error and what to do next, with the command's options in place of the inputs that they stand for. A command
 * without an option for one has a JSON input, where the input's own name is right.
 * @param {any} error
 * @param {Record<string, any>} options those of the command
 * @param {boolean} [hasJsonInput]
 */
export function described(error, options, hasJsonInput = false) {
  const { option, advice } = remedies[error?.remedy?.option] ?? {};
  const isKnown = option !== undefined && Object.hasOwn(options, option);
  const hint = isKnown ? advice?.(error.remedy.value) : error?.hint;
  if (error?.kind === undefined) return inWords(error);
  if (hasJsonInput) return inWords({ message: error.message, ...(hint !== undefined && { hint }) });
  const text = inWords({
    message: inOptions(error.message, options),
    ...(hint !== undefined && { hint: inOptions(hint, options) }),
  });
  return error.reason === 'stopped' ? withFlags(text) : text;
}
