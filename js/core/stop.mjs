// What an error says of the stop that it comes from.
import { kindOfStop, WorkfrontError } from './error.mjs';
import { read } from './reason.mjs';

/** @typedef {import('../index.d.ts').WorkfrontError} Told */

/**
 * The same error with the reason of the caller's signal as its cause, or with the end of the run's time.
 * @param {unknown} thrown
 * @param {boolean} isOverdue whether the run's time was used up
 * @param {AbortSignal} [signal] the caller's
 */
export function explainStop(thrown, isOverdue, signal) {
  if (!(thrown instanceof WorkfrontError)) return thrown;
  const error = /** @type {Told} */ (/** @type {unknown} */ (thrown));
  if (read(signal, 'aborted')) {
    const cause = read(signal, 'reason');
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
    message: 'The run was stopped: it has used up its time (deadlineMs)',
    hint: 'Nothing more was sent. Raise deadlineMs, or run again what is left to do.',
    retryable: true,
  });
}

/**
 * @param {Told} error
 * @param {Partial<import('../index.d.ts').ErrorParts>} parts
 * @param {unknown} [cause]
 */
const withParts = (error, parts, cause) =>
  new WorkfrontError({ ...error.toJSON(), ...parts }, cause === undefined ? {} : { cause });
