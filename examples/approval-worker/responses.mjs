// Responses, and the status that each error stands for.

/** A request that is refused before Workfront is asked. */
export class Refused extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {unknown} body @param {number} [status] */
export const json = (body, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } });

// Errors of this side have 4xx, those of Workfront and of the configuration 5xx: the caller's sign-in is not the connection's.
const byKind = /** @type {Record<string, number>} */ ({
  validation: 422,
  notFound: 404,
  conflict: 409,
  rateLimited: 503,
  budget: 503,
  cancelled: 503,
  timeout: 504,
  outcomeUnknown: 504,
  unauthorized: 502,
  network: 502,
  server: 502,
  unexpectedResponse: 502,
});

const byReason = /** @type {Record<string, number>} */ ({
  expired: 410,
  notYetValid: 409,
  alreadyApplied: 409,
  inProgress: 409,
  tooLarge: 422,
  missingApprovals: 403,
  approvalUsed: 403,
  rejected: 403,
  notAllowed: 403,
  noRequester: 403,
});

/** @param {Refused | import('workfront-actions').WorkfrontError} error */
export function responseOf(error) {
  if (error instanceof Refused) return json({ message: error.message }, error.status);
  return json(error, statusOf(error));
}

/** @param {{ kind: string, reason?: string }} error */
export function statusOf({ kind, reason }) {
  // A guard refused it; without a reason, the credential lacks a permission.
  if (kind === 'forbidden') return reason === undefined ? 502 : 403;
  // A stored plan that was tampered with, or that another key signed, is nothing that the caller can mend.
  if (kind === 'notApproved') return byReason[reason ?? ''] ?? 500;
  return byKind[kind] ?? 500;
}
