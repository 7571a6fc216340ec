// Verdicts, and what an error claims.

/** The report is true. */
export const right = { verdict: 'true' };

/** The report is false; `code` names the kind. */
export const wrong = (code, why = '') => ({ verdict: 'false', code, why });

/** The report says that the outcome is unknown; `needless` if a read would have shown it. */
export const indefinite = (needless) => ({ verdict: 'indefinite', needless: Boolean(needless) });

/** The worst of several verdicts: one false one makes the whole false. */
export function worst(verdicts) {
  const of = (verdict) => verdicts.filter((one) => one.verdict === verdict);
  const [falsehood] = of('false');
  if (falsehood) return falsehood;
  const unsure = of('indefinite');
  return unsure.length > 0 ? indefinite(unsure.some(({ needless }) => needless)) : right;
}

/** What an error claims: 'unknown' or 'notDone'. Only `outcomeUnknown` leaves open whether the write was done. */
export const claimOf = (error) => (error.kind === 'outcomeUnknown' ? 'unknown' : 'notDone');

/** The verdict on an error about one write. `isRefused`: see `faults.mjs`. */
export function judgeError(error, { done, needless }) {
  if (claimOf(error) === 'unknown') return indefinite(needless);
  return done ? wrong(`done, reported ${error.kind}`, error.message) : right;
}

/** The first of these fields in which an object differs from the tenant's. */
export function differing(shown, truth, fields) {
  return fields.find(
    (field) => field in shown && field in truth && !isSame(shown[field], truth[field]),
  );
}

const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The fields of a user that a report may show. */
export const userFields = [
  ...['ID', 'name', 'username', 'emailAddr', 'firstName', 'lastName', 'isActive', 'title'],
  ...['accessLevelID', 'homeGroupID', 'managerID', 'extRefID'],
];

/** Compares a reported user with the tenant's. */
export function judgeUser(shown, truth, code = 'user shown differs') {
  if (!truth) return wrong('shows a user who is not there', JSON.stringify(shown)?.slice(0, 200));
  if (!shown || typeof shown !== 'object') return wrong(code, `no user is shown: ${shown}`);
  if (shown.ID !== truth.ID) return wrong('shows another user', `${shown.ID} for ${truth.ID}`);
  const field = differing(shown, truth, userFields);
  return field
    ? wrong(code, `${field}: ${JSON.stringify(shown[field])} for ${JSON.stringify(truth[field])}`)
    : right;
}
