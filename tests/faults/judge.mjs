// The verdict on a cell: rules for every action, then the scenario's own judge.
import { unknowableBy } from './unknowable.mjs';
import { mostRequests } from './fault-server.mjs';
import { leak } from './judges/secrets.mjs';
import { indefinite, wrong } from './judges/verdict.mjs';

/** The longest wait that the harness allows a retry: the option `retry.maxMs`. */
export const maxWaitMs = 60_000;

export function judge(facts) {
  const fatal = [leak, hung, endless, internal, sentAgain, limits, waits].map((rule) =>
    rule(facts),
  );
  const first = fatal.find(Boolean);
  if (first) return first;
  const excused = unknowableBy(facts.strikes);
  if (!excused?.allowsOtherUsers) {
    const change = changesOfOthers(facts);
    if (change) return change;
  }
  const verdict = evidence(facts) ?? facts.scenario.judge(facts);
  if (excused) {
    return verdict.code === 'created twice' ? verdict : { verdict: 'unknowable', by: excused.name };
  }
  if (facts.isHarmless && verdict.verdict !== 'false' && facts.error) {
    return wrong('a harmless response failed', `${facts.error.kind}: ${facts.error.message}`);
  }
  if (facts.isHarmless && verdict.verdict === 'indefinite') return indefinite(true);
  return verdict;
}

const hung = ({ isHung }) => isHung && wrong('hung');

const endless = ({ log }) => log.length > mostRequests && wrong('requests without end');

const internal = ({ error }) => error?.kind === 'internal' && wrong('internal', error.message);

/** A user must not be created twice, unless the first request was refused. */
function sentAgain({ log }) {
  const sent = new Map();
  for (const request of log) {
    for (const email of request.creates) {
      const earlier = sent.get(email);
      if (earlier && !isRefused(earlier, email)) return wrong('a creation sent twice', email);
      sent.set(email, request);
    }
  }
  return undefined;
}

function isRefused({ struck, genuine }, email) {
  if (struck) return Boolean(struck.fault?.refuses);
  return genuine && (genuine.status >= 400 || !genuine.body.includes(email));
}

/** Reports a change of a user that the call must not change. */
function changesOfOthers({ before, after, context, foreign }) {
  const { touches = [], creates = [] } = context;
  for (const [id, user] of after.users) {
    const was = before.users.get(id);
    if (!was && !creates.includes(user.emailAddr) && !foreign.includes(id)) {
      return wrong('another user created', user.emailAddr);
    }
    if (was && !touches.includes(id) && JSON.stringify(was) !== JSON.stringify(user)) {
      return wrong('another user changed', user.emailAddr);
    }
  }
  for (const [id, user] of before.users) {
    if (!after.users.has(id) && !touches.includes(id)) {
      return wrong('another user deleted', user.emailAddr);
    }
  }
  return undefined;
}

function limits({ log, cell, scenario, before, after }) {
  const { maxRequests, isAborted } = cell.plan;
  // A read that is lost on a kept connection may be repeated over a new one; each page of a stream is a call.
  const isCounted = ({ isSignIn, isWrite, struck }) => !isSignIn && (isWrite || !struck);
  const sent = scenario.action === 'searchAll' ? 0 : log.filter(isCounted).length;
  if (maxRequests !== undefined && sent > maxRequests) {
    return wrong('more requests than maxRequests', `${sent}`);
  }
  if (isAborted && (log.length > 0 || JSON.stringify(before) !== JSON.stringify(after))) {
    return wrong('sent although aborted before', `${sent}`);
  }
  return undefined;
}

/** A call must wait for the whole `Retry-After` before it repeats a request. */
function waits({ waits: all, strikes, log }) {
  const longest = all.find(({ ms }) => ms > maxWaitMs);
  if (longest) return wrong('waits longer than retry.maxMs', String(longest.ms));
  for (const { fault, request } of strikes.filter(
    ({ fault: { requestedWait } }) => requestedWait,
  )) {
    const again = log.find(
      ({ index, kind, body }) =>
        index > request.index && kind === request.kind && body === request.body,
    );
    if (!again) continue;
    const between = all.filter(({ at }) => at > request.index && at <= again.index);
    const waited = between.reduce((sum, { ms }) => sum + ms, 0);
    if (waited < fault.requestedWait[0]) {
      return wrong('sent again before Retry-After', `${waited} ms for ${fault.requestedWait[0]}`);
    }
  }
  return undefined;
}

/** A result with the evidence `readBack` requires a read after the last write. */
function evidence({ output, log }) {
  if (output?.evidence !== 'readBack') return undefined;
  const last = log.findLastIndex(({ isWrite }) => isWrite);
  return log.slice(last + 1).some(({ isWrite, isSignIn }) => !isWrite && !isSignIn)
    ? undefined
    : wrong('not read back, reported readBack');
}
