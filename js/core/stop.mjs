// Adds to an error why its call was stopped.
import { kindOfStop, WorkfrontError } from './error.mjs';
import { tryRead } from './reason.mjs';

/** @typedef {import('../index.d.ts').WorkfrontError} PublicError */

/**
 * The error with the reason of the caller's signal as its cause, or as the end of the run's time.
 * @param {unknown} thrown
 * @param {boolean} isOverdue whether the run has exceeded deadlineMs
 * @param {AbortSignal} [signal] the caller's
 */
export function explainStop(thrown, isOverdue, signal) {
  if (!(thrown instanceof WorkfrontError)) return thrown;
  const error = /** @type {PublicError} */ (/** @type {unknown} */ (thrown));
  if (tryRead(signal, 'aborted')) {
    const cause = tryRead(signal, 'reason');
    const kind = kindOfStop(cause);
    if (error.kind === 'cancelled') {
      return withParts(error, { kind, retryable: kind === 'timeout' }, cause);
    }
    if (error.kind === 'outcomeUnknown') {
      return withParts(error, error.reason === 'cancelled' ? { reason: kind } : {}, cause);
    }
    return error.kind === 'timeout' ? withParts(error, {}, cause) : error;
  }
  if (!isOverdue) return error;
  if (error.kind === 'outcomeUnknown' && error.reason === 'cancelled') {
    return withParts(error, { reason: 'budget' });
  }
  if (error.kind !== 'cancelled') return error;
  return withParts(error, {
    kind: 'budget',
    message: 'The run was stopped: it exceeded deadlineMs',
    hint: 'Nothing more was sent. Raise deadlineMs, or run the rest again.',
    retryable: true,
  });
}

/**
 * @param {PublicError} error
 * @param {Partial<import('../index.d.ts').ErrorParts>} parts
 * @param {unknown} [cause]
 */
const withParts = (error, parts, cause) =>
  new WorkfrontError({ ...error.toJSON(), ...parts }, cause === undefined ? {} : { cause });
