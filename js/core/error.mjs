// The one error that callers see.

// What is told besides the message, in the order in which it is printed.
const told = [
  'kind',
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
];

/** See index.d.ts. */
export class WorkfrontError extends Error {
  /** @param {Record<string, any>} details @param {{ cause?: unknown }} [options] */
  constructor(details, options) {
    super(details.message, options);
    this.fields = [];
    this.retryable = false;
    this.hint = '';
    for (const key of told) {
      if (details[key] !== undefined) this[key] = details[key];
    }
  }

  toJSON() {
    const entries = told.filter((key) => this[key] !== undefined).map((key) => [key, this[key]]);
    return { name: this.name, message: this.message, ...Object.fromEntries(entries) };
  }
}

// On the prototype, as Error has it: otherwise it is printed among what the error tells.
Object.defineProperty(WorkfrontError.prototype, 'name', {
  value: 'WorkfrontError',
  configurable: true,
  writable: true,
});

/** What the plugin throws is a plain object with a kind; anything else is a defect. */
export const isTold = (thrown) => typeof thrown?.kind === 'string' && 'message' in thrown;

/** The error for a wrong option, or a wrong argument of a call. */
export const invalid = (field, problem, action) =>
  new WorkfrontError({
    kind: 'validation',
    message: `${field}: ${problem}`,
    action,
    fields: [field],
    hint: 'Nothing was sent. Correct this and try again.',
  });

/** The error of a call that its caller stopped. */
export const cancelled = (action) =>
  new WorkfrontError({
    kind: 'cancelled',
    message: 'The call was stopped by its caller',
    action,
    hint: 'Nothing more was sent after the call was stopped.',
  });

/** The error of a call that was under way when the plugin itself failed. */
export const defect = (reason, action, cause) =>
  new WorkfrontError(
    {
      kind: 'internal',
      message: `workfront-actions failed: ${reason}`,
      action,
      hint: 'If this call writes, look first whether it happened. This is a defect of workfront-actions: please report it with the message.',
    },
    cause === undefined ? undefined : { cause },
  );
