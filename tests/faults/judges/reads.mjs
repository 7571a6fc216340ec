// Verdicts on actions that only read.
import { judgeUser, right, worst, wrong } from './verdict.mjs';

/** A read: an error is true unless it denies an existing object; `shows(output, facts)` judges the rest. */
export const judgeRead = (shows) => (facts) => {
  const { error, output, context } = facts;
  if (!error) return shows(output, facts);
  if (error.kind === 'outcomeUnknown') return wrong('a read reported as a write', error.message);
  if (error.kind === 'notFound' && context.isThere !== false) {
    return wrong('reported notFound, though there', error.message);
  }
  return right;
};

/** The users of a list must be the tenant's: all of them, each once, unchanged. */
export function judgeUsers(shown, truth) {
  if (!Array.isArray(shown)) return wrong('no list', JSON.stringify(shown)?.slice(0, 200));
  const ids = shown.map((user) => user?.ID);
  if (new Set(ids).size < ids.length) return wrong('somebody twice', ids.join());
  const missing = truth.find(({ ID }) => !ids.includes(ID));
  if (missing) return wrong('somebody missing', missing.name);
  const known = new Map(truth.map((user) => [user.ID, user]));
  return worst(shown.map((user) => judgeUser(user, known.get(user?.ID))));
}
