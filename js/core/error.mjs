// The one error that callers see.
import { read } from './reason.mjs';

/** @typedef {import('../index.d.ts').ErrorParts} Details */

// What is told besides the message, in the order in which it is printed.
const told = /** @type {const} */ ([
  'kind',
  'reason',
  'status',
  'action',
  'fields',
  'ID',
  'retryable',
  'hint',
  'workfrontClass',
  'workfrontMessage',
  'workfrontMsgKey',
  'retryAfterMs',
]);

/** See index.d.ts. */
export class WorkfrontError extends Error {
  /** @param {Details} details @param {{ cause?: unknown }} [options] */
  constructor(details, options) {
    super(details.message, options);
    Object.assign(this, { fields: [], retryable: false, hint: '' }, toldBy(details));
  }

  toJSON() {
    const { name, message } = this;
    return { name, message, ...toldBy(/** @type {any} */ (this)) };
  }
}

// On the prototype, as Error has it: otherwise it is printed among what the error tells.
Object.defineProperty(WorkfrontError.prototype, 'name', {
  value: 'WorkfrontError',
  configurable: true,
  writable: true,
});

/** @param {Details} details */
function toldBy(details) {
  const entries = told.map((key) => [key, details[key]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/**
 * What the plugin throws is a plain object with a kind; anything else is a defect.
 * @param {any} thrown
 * @returns {thrown is Details}
 */
export const isTold = (thrown) =>
  typeof read(thrown, 'kind') === 'string' && typeof read(thrown, 'message') === 'string';

/**
 * The error for a wrong option, or a wrong argument of a call.
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
 * The error of a call that its caller stopped, with the signal's reason as its cause.
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
      hint: 'Nothing more was sent after the call was stopped.',
    },
    { cause: reason },
  );
}

/** What a signal stops a call as: one of AbortSignal.timeout is a time limit. @param {unknown} reason */
export const kindOfStop = (reason) =>
  read(reason, 'name') === 'TimeoutError' ? 'timeout' : 'cancelled';

/**
 * The error of a call that was under way when the plugin itself failed.
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
      hint: 'If this call writes, look first whether it happened. This is a defect of workfront-actions: please report it with the message.',
    },
    cause ? { cause } : undefined,
  );
