// Verdicts on actions with a result for each user.
import { claimOf, indefinite, judgeUser, right, worst, wrong } from './verdict.mjs';

/**
 * A batch. `context.expected` has for each operation `{ done(before, after, facts), method, read, isHeld }`, where `read` is
 * the ID of the user that a GET reads, and `isHeld` whether a guard holds the operation back.
 */
export function judgeBatch(facts) {
  const { output, error, before, after, context } = facts;
  const done = context.expected.map((one) => one.done?.(before, after, facts));
  if (error) {
    if (claimOf(error) === 'unknown') return indefinite(false);
    const at = done.findIndex(Boolean);
    return at < 0 ? right : wrong(`done, whole call reported ${error.kind}`, error.message);
  }
  if (output.results?.length !== context.expected.length) return wrong('results are missing');
  return worst([
    judgeEnd(
      output,
      output.results.every(({ ok }) => ok),
    ),
    ...output.results.map((result, at) =>
      judgeResult(result, context.expected[at], done[at], facts),
    ),
  ]);
}

/** Whether `complete` and `stopped` agree with the entries. */
function judgeEnd({ complete, stopped }, isDone) {
  if (complete !== (isDone && !stopped)) return wrong('complete contradicts the report');
  if (!stopped) return right;
  const { reason, error } = stopped;
  const known = ['budget', 'cancelled', 'unauthorized', 'network', 'subrequests', 'refused'];
  if (!known.includes(reason)) return wrong('stopped without a known reason', String(reason));
  return error?.message && error.hint ? right : wrong('stopped without an error');
}

const incomplete = ['failed', 'held', 'pending', 'unverified', 'notAttempted'];

const claims = {
  ...{ done: 'done', notDone: 'notDone', held: 'notDone', unknown: 'unknown' },
  notAttempted: 'notDone',
};

function judgeResult(result, { method, read, shows, isHeld = false }, isDone, facts) {
  const claim = result.state
    ? claims[result.state]
    : result.ok
      ? 'done'
      : claimOf(result.error ?? {});
  if (result.state && (result.state === 'done') !== result.ok) {
    return wrong('state and ok contradict each other', JSON.stringify(result).slice(0, 200));
  }
  if (!result.ok && !result.error) return wrong('neither ok nor an error');
  if (isHeld && (result.ok || isDone)) {
    return wrong('done, though a guard holds it back', JSON.stringify(result).slice(0, 200));
  }
  if (result.state === 'held' && result.error.kind !== 'forbidden') {
    return wrong('held without the reason', JSON.stringify(result).slice(0, 200));
  }
  if (result.error?.kind === 'internal') return wrong('internal', result.error.message);
  if (method === 'GET') {
    if (result.ok) return judgeUser(result.data, facts.after.users.get(read));
    const denies = result.error.kind === 'notFound' && facts.after.users.has(read);
    return denies ? wrong('reported notFound, though there', result.error.message) : right;
  }
  if (claim === 'unknown') {
    const findable = method !== 'POST' || isDone;
    return indefinite(facts.isSingleFault && findable && facts.readsWork);
  }
  if (claim === 'notDone') {
    return isDone ? wrong(`done, item reported ${result.error.kind}`, result.error.message) : right;
  }
  if (!isDone) return wrong('item reported done, not done', JSON.stringify(result).slice(0, 300));
  return shows ? shows(result.data, facts) : right;
}

/** The report of `offboard`. */
export function judgeOffboard(facts) {
  const { output, error, before, after, context } = facts;
  const wasDone = (id) => before.users.get(id)?.isActive && !after.users.get(id)?.isActive;
  if (error) {
    if (claimOf(error) === 'unknown') return indefinite(false);
    return context.leavers.some(wasDone)
      ? wrong(`done, whole call reported ${error.kind}`, error.message)
      : right;
  }
  const verdicts = output.report.map((entry) => judgeEntry(entry, facts, wasDone));
  const isDone =
    output.report.every(({ outcome }) => !incomplete.includes(outcome)) &&
    (output.reassigned ?? []).every(({ ok }) => ok);
  verdicts.push(judgeEnd(output, isDone));
  if (output.counts.notAttempted > 0 && !output.stopped)
    verdicts.push(wrong('not attempted, not stopped'));
  const isReported = (id) =>
    output.report.some(
      ({ ID, emailAddr }) => ID === id || emailAddr === before.users.get(id)?.emailAddr,
    );
  const missing = context.leavers.find((id) => !isReported(id));
  if (missing && !output.report.some(({ outcome }) => outcome === 'notFound')) {
    verdicts.push(wrong('somebody missing in the report', missing));
  }
  for (const { ID, ok, error: failure } of output.reassigned ?? []) {
    const isDone = after.users.get(ID)?.managerID === context.manager;
    if (ok && !isDone) verdicts.push(wrong('item reported done, not done', `manager of ${ID}`));
    if (!ok && failure?.kind === 'outcomeUnknown') verdicts.push(indefinite(facts.isSingleFault));
    else if (!ok && isDone) verdicts.push(wrong(`done, item reported ${failure?.kind}`, ID));
  }
  const counted = output.report.filter(({ outcome }) => outcome === 'deactivated').length;
  if (output.counts.deactivated !== counted) verdicts.push(wrong('counts differ from the report'));
  return worst(verdicts);
}

function judgeEntry({ ID, emailAddr, outcome, error }, facts, wasDone) {
  const { before, after, context } = facts;
  const found = (state) =>
    state.users.get(ID) ?? state.people.find((user) => user.emailAddr === emailAddr);
  const user = found(after);
  const why = `${outcome} ${user?.name ?? ID ?? emailAddr} ${error?.kind ?? ''} ${error?.message ?? ''}`;
  if (error?.kind === 'internal') return wrong('internal', error.message);
  if (user && !context.leavers.includes(user.ID)) return wrong('reports another user', why);
  switch (outcome) {
    case 'deactivated':
      return user && !user.isActive ? right : wrong('item reported done, not done', why);
    case 'alreadyInactive':
      return found(before)?.isActive === false ? right : wrong('active, reported inactive', why);
    case 'notFound':
      return user ? wrong('reported notFound, though there', why) : right;
    case 'failed':
      if (error?.kind === 'outcomeUnknown') return indefinite(facts.isSingleFault);
      return user && wasDone(user.ID) ? wrong(`done, item reported failed`, why) : right;
    case 'planned':
      return user && wasDone(user.ID) ? wrong('done, reported planned', why) : right;
    case 'pending':
    case 'held':
    case 'notAttempted':
      return user && wasDone(user.ID) ? wrong(`done, reported ${outcome}`, why) : right;
    default:
      return indefinite(facts.isSingleFault && facts.readsWork);
  }
}
