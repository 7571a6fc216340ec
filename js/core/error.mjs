// The one error that callers see.

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
export const isTold = (thrown) => typeof thrown?.kind === 'string' && 'message' in thrown;

/** Why something failed. @param {any} thrown */
export const reasonOf = (thrown) => String(thrown?.message ?? thrown);

/**
 * The error for a wrong option, or a wrong argument of a call.
 * @param {string} field
 * @param {string} problem
 * @param {string} [action]
 */
export const invalid = (field, problem, action) =>
  new WorkfrontError({
    kind: 'validation',
    message: `${field}: ${problem}`,
    action,
    fields: [field],
    hint: 'Nothing was sent. Correct this and try again.',
  });

/**
 * The error of a call that its caller stopped.
 * @param {string} action
 */
export const cancelled = (action) =>
  new WorkfrontError({
    kind: 'cancelled',
    message: 'The call was stopped by its caller',
    action,
    hint: 'Nothing more was sent after the call was stopped.',
  });

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
