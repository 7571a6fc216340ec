// The error class of the package.
import { tryRead } from './reason.mjs';

/** @typedef {import('../index.d.ts').ErrorParts} Details */

// The properties besides the message, in the order in which they are printed.
const detailKeys = /** @type {const} */ ([
  'kind',
  'reason',
  'status',
  'action',
  'fields',
  'ID',
  'retryable',
  'hint',
  'remedy',
  'workfrontClass',
  'workfrontMessage',
  'workfrontMsgKey',
  'retryAfterMs',
]);

/**
 * Several problems that one error lists: how many, their texts in one, and whether there are more than that.
 * @typedef {{ count: number, list: string, isMore?: boolean }} ProblemList
 */

/** See index.d.ts. */
export class WorkfrontError extends Error {
  /** @param {Details & { problems?: ProblemList }} details @param {{ cause?: unknown }} [options] */
  constructor(details, options) {
    super(details.message, options);
    // Not enumerable: what is printed or copied of an error has its message.
    Object.defineProperty(this, 'problems', { value: details.problems });
    Object.assign(this, { fields: [], retryable: false, hint: '' }, pickDetails(details));
  }

  toJSON() {
    const { name, message } = this;
    return { name, message, ...pickDetails(/** @type {any} */ (this)) };
  }
}

// On the prototype, as in Error: an own property would be printed with the details.
Object.defineProperty(WorkfrontError.prototype, 'name', {
  value: 'WorkfrontError',
  configurable: true,
  writable: true,
});

/** @param {Details} details */
function pickDetails(details) {
  const entries = detailKeys.map((key) => [key, details[key]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/**
 * The plugin throws plain objects with a kind; anything else is a defect.
 * @param {any} thrown
 * @returns {thrown is Details & { problems?: ProblemList }}
 */
export const isErrorDetails = (thrown) =>
  typeof tryRead(thrown, 'kind') === 'string' && typeof tryRead(thrown, 'message') === 'string';

/**
 * The error for an invalid option, or an invalid argument of a call.
 * @param {string} field
 * @param {string} problem
 * @param {string} [action]
 * @param {{ cause?: unknown }} [options]
 */
export const invalid = (field, problem, action, options) =>
  new WorkfrontError(
    {
      kind: 'validation',
      message: `${field}: ${problem}`,
      action,
      fields: [field],
      hint: 'Nothing was sent. Correct this and try again.',
    },
    options,
  );

/**
 * The error of a call that its caller stopped; its cause is the signal's reason.
 * @param {string} action
 * @param {unknown} reason
 */
export function stopped(action, reason) {
  const kind = kindOfStop(reason);
  return new WorkfrontError(
    {
      kind,
      message: 'The call was stopped by its caller',
      action,
      retryable: kind === 'timeout',
      hint: 'Nothing more was sent.',
    },
    { cause: reason },
  );
}

/** The kind of error for a signal's reason: AbortSignal.timeout is a time limit. @param {unknown} reason */
export const kindOfStop = (reason) =>
  tryRead(reason, 'name') === 'TimeoutError' ? 'timeout' : 'cancelled';

/**
 * The error of a call that was running when the plugin itself failed.
 * @param {string} reason
 * @param {string} [action]
 * @param {unknown} [cause]
 */
export const defect = (reason, action, cause) =>
  new WorkfrontError(
    {
      kind: 'internal',
      message: `workfront-actions failed: ${reason}`,
      action,
      hint: 'Check first whether a write happened. This is a bug: please report this message.',
    },
    cause ? { cause } : undefined,
  );
