// Verdicts on actions that write to one object.
import { indefinite, judgeError, judgeUser, right, worst, wrong } from './verdict.mjs';

/**
 * One write to one user. `done(before, after, context)` says whether the tenant has it; `shows(output, facts)` judges the
 * rest of a success; `isReadable(error)` says whether a read can show what the error is about.
 */
export const judgeWrite =
  ({ done, shows = () => right, isIdempotent = true, isReadable = () => true }) =>
  (facts) => {
    const { before, after, context, output, error } = facts;
    const isDone = done(before, after, context, facts);
    // A write that isn't idempotent can be found if it was done, and stays unknown otherwise.
    const isFindable = (isIdempotent || isDone) && isReadable(error);
    const needless = facts.isSingleFault && isFindable;
    if (error) {
      const { there } = context;
      const isThere = there && after.users.has(there) && before.users.has(there);
      if (error.kind === 'notFound' && isThere && !isDone) {
        return wrong('reported notFound, though there', error.message);
      }
      return judgeError(error, { done: isDone, needless });
    }
    return isDone ? shows(output, facts) : wrong('reported done, not done', brief(output));
  };

const brief = (output) => JSON.stringify(output)?.slice(0, 300);

/** A change of one user, whose ID is in `context.target`. */
export const judgeChange = (fields) =>
  judgeWrite({
    done: (_before, after, { target }) => {
      const user = after.users.get(target);
      return Boolean(user) && Object.entries(fields).every(([key, value]) => user[key] === value);
    },
    shows: ({ user, before, after }, facts) => {
      const truth = facts.after.users.get(facts.context.target);
      const was = facts.before.users.get(facts.context.target);
      if (before && before.isActive !== was.isActive) return wrong('state before differs');
      if (after && after.isActive !== truth.isActive) return wrong('state after differs');
      return judgeUser(user, truth);
    },
  });

export const judgeDelete = judgeWrite({
  done: (_before, after, { target }) => !after.users.has(target),
  // Nothing shows whether objects were handed over.
  isReadable: (error) => !error?.fields.includes('replacementID'),
  shows: (output, { context }) =>
    output.deleted === true && output.ID === context.target
      ? right
      : wrong('deletes another', brief(output)),
});

/** A creation of the user with `context.email`; `facts.made` are the IDs of users that the call created. */
export function judgeCreate(facts) {
  const { after, before, context, output, error, made } = facts;
  const mine = made.filter((id) => after.users.get(id)?.emailAddr === context.email);
  if (mine.length > 1) return wrong('created twice', mine.join());
  if (error) {
    if (error.kind === 'outcomeUnknown') {
      const shows = facts.readsWork && mine.length === 1;
      return indefinite(facts.isSingleFault && shows);
    }
    return judgeError(error, { done: mine.length === 1 });
  }
  const truth = after.users.get(output.user?.ID);
  const isMine = mine.includes(output.user?.ID);
  switch (output.outcome) {
    case 'created':
      if (!isMine) return wrong('reported created, not by this call', brief(output));
      break;
    case 'found':
      if (isMine) return wrong('made by this call, reported found', brief(output));
      break;
    case 'pending':
      if (truth?.isActive) {
        // No further read was possible.
        const isEnded = ['deadline', 'budget'].includes(facts.cell.plan.type);
        const isUnread = facts.strikes.some(({ request }) => !request.isWrite);
        return isEnded || isUnread
          ? indefinite(false)
          : wrong('active, reported pending', brief(output));
      }
      break;
    default:
      if (isMine) return wrong(`made by this call, reported ${output.outcome}`, brief(output));
      if (!before.users.has(output.user?.ID) && !facts.foreign.includes(output.user?.ID)) {
        return wrong('reported done, not done', brief(output));
      }
  }
  const status = 'status' in output && output.status === 'active' && truth && !truth.isActive;
  if (status) return wrong('inactive, reported active', brief(output));
  if (truth && truth.emailAddr !== context.email) return wrong('shows another user', brief(output));
  return judgeUser(output.user, truth);
}

/** `provision` of an existing user: the tenant has the requested values in the end. */
export function judgeProvision(facts) {
  const { after, before, context, output, error } = facts;
  const user = after.users.get(context.target);
  const has = (user) =>
    Object.entries(context.wanted).every(([key, value]) => user?.[key] === value);
  const changed = JSON.stringify(user) !== JSON.stringify(before.users.get(context.target));
  if (error) return judgeError(error, { done: changed, needless: facts.isSingleFault });
  if (output.outcome === 'unchanged' && changed) {
    return wrong('changed, reported unchanged', brief(output));
  }
  if (output.outcome === 'updated' && !(changed && has(user))) {
    return wrong('reported done, not done', brief(output));
  }
  if (output.outcome === 'created') return wrong('reported created, not by this call');
  return worst([judgeUser(output.user, user), has(user) ? right : wrong('not as requested')]);
}
