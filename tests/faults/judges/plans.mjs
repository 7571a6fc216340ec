// Verdicts on `apply`, and on the reads around it: `plan`, `undo` and `recheck`.
import { createHmac } from 'node:crypto';
import { hasAll, isCreated, isDone, isOf, isSo } from './plan-steps.mjs';
import { judgeRead } from './reads.mjs';
import { indefinite, right, worst, wrong } from './verdict.mjs';

const open = ['failed', 'unverified', 'notAttempted'];
const reasons = [
  'drift',
  'budget',
  'cancelled',
  'unauthorized',
  'network',
  'subrequests',
  'refused',
];

const brief = (value) => JSON.stringify(value)?.slice(0, 300);

/** `context.steps` are those of the plan: `{ kind, ID, email, fields, drifts }`, or of event subscriptions (`plan-steps.mjs`). */
export function judgeApply(facts) {
  const { output, error, context, log, scenario } = facts;
  const { steps } = context;
  if (error) {
    const done = steps.find((step) => isDone(step, facts));
    if (done) return wrong(`done, whole call reported ${error.kind}`, error.message);
    if (log.some(mayHaveWritten)) {
      return wrong('no report, though a write was sent', `${error.kind}: ${error.message}`);
    }
    const isUnsure = error.kind === 'outcomeUnknown';
    return isUnsure ? wrong('nothing was sent, reported outcomeUnknown', error.message) : right;
  }
  const { report } = output;
  if (report.length !== steps.length) return wrong('a step has no result', brief(report));
  if (scenario.isStoppedByDrift && (log.some(({ isWrite }) => isWrite) || !output.stopped)) {
    return wrong('written in spite of a drift', brief(output));
  }
  const verdicts = steps.map((step) => {
    const entry = report.find(isOf(step));
    return entry ? judgeStep(step, entry, facts) : wrong('a step has no result', brief(step));
  });
  const others = [judgeSubscriptions(facts), judgeEnd(output), judgeReceipt(facts)];
  return worst([...verdicts, judgeHandingOver(facts), ...others]);
}

/** What a user owns is handed over once, unless that was refused, and never if an earlier run may have done it. */
function judgeHandingOver({ log, context: { steps } }) {
  const isHandingOver = ({ query, body }) => /replacementID/.test(query + body);
  const sent = log.filter((request) => request.isWrite && isHandingOver(request));
  if (steps.some(({ isUnsure }) => isUnsure)) {
    return sent.length > 0 ? wrong('handed over again', brief(sent[0].kind)) : right;
  }
  const again = sent.slice(0, -1).find(mayHaveWritten);
  return again ? wrong('handed over twice', brief(again.kind)) : right;
}

/** Whether the other event subscriptions are as they were, and none was created twice. */
function judgeSubscriptions({ before, after, context: { steps } }) {
  const isTouched = (id) => steps.some(({ ID }) => ID === id);
  const changed = before.subscriptions.find(
    ({ id, version }) =>
      !isTouched(id) &&
      !after.subscriptions.some((one) => one.id === id && one.version === version),
  );
  if (changed) return wrong('another subscription changed', brief(changed));
  const watched = after.subscriptions.map(({ url, eventType }) => `${url} ${eventType}`);
  const twice = watched.find((one, at) => watched.indexOf(one) < at);
  return twice ? wrong('created twice', twice) : right;
}

/** Whether no response shows that a write was refused. */
const mayHaveWritten = ({ isWrite, struck, genuine }) =>
  isWrite &&
  (struck ? !struck.fault.refuses : genuine.status < 400 && !/"error"/.test(genuine.body));

/** Whether `complete`, `stopped` and `counts` agree with the report. */
function judgeEnd({ complete, stopped, counts, report }) {
  const outcomes = report.map(({ outcome }) => outcome);
  if (complete !== !outcomes.some((outcome) => open.includes(outcome))) {
    return wrong('complete contradicts the report', brief(outcomes));
  }
  // A step of its own isn't attempted if a look-up that it needs failed.
  const isUnexplained = ({ outcome, error }) => outcome === 'notAttempted' && !error?.hint;
  if (!stopped && report.some(isUnexplained)) return wrong('not attempted, not stopped');
  const counted = (name) => outcomes.filter((outcome) => outcome === name).length;
  const miscounted = Object.keys(counts).find((name) => counts[name] !== counted(name));
  if (miscounted) return wrong('counts differ from the report', brief(counts));
  if (!stopped) return right;
  if (!reasons.includes(stopped.reason)) {
    return wrong('stopped without a known reason', brief(stopped));
  }
  const isExplained = stopped.reason === 'drift' || (stopped.error?.message && stopped.error.hint);
  return isExplained ? right : wrong('stopped without an error', brief(stopped));
}

function judgeStep(step, { outcome, error, ID, differences }, facts) {
  const { before, scenario } = facts;
  const isMade = isDone(step, facts);
  const why = `${step.kind}: ${outcome} ${error?.kind ?? ''} ${error?.message ?? ''}`;
  if (error?.kind === 'internal') return wrong('internal', why);
  switch (outcome) {
    case 'applied':
      if (step.drifts) return wrong('applied in spite of a drift', why);
      if (!isMade) return wrong('item reported done, not done', why);
      return ['create', 'subscribe'].includes(step.kind) && !isCreated(ID, facts)
        ? wrong('shows another user', `${why} ${ID}`)
        : right;
    case 'alreadySo':
      if (isMade) return wrong('made by this call, reported alreadySo', why);
      return isSo(step, before, [...before.users.keys()])
        ? right
        : wrong('reported alreadySo, not so', why);
    case 'drifted':
      if (isMade) return wrong('done, reported drifted', why);
      if (!differences?.length) return wrong('drifted without differences', why);
      return step.drifts || isTaken(step, facts)
        ? right
        : wrong('reported drifted, unchanged', why);
    case 'unverified': {
      if (step.kind === 'replace') return indefinite(false);
      const isFindable = !['create', 'subscribe'].includes(step.kind) || isMade;
      return indefinite(facts.isSingleFault && facts.readsWork && isFindable);
    }
    case 'failed':
      if (error?.kind === 'outcomeUnknown') return wrong('failed, though the outcome is open', why);
      return isMade ? wrong('done, item reported failed', why) : right;
    case 'notAttempted':
      if (step.drifts && !scenario.isStoppedByDrift) return wrong('a drift is not reported', why);
      return isMade ? wrong(`done, reported ${outcome}`, why) : right;
    case 'held':
      if (step.kind !== 'delete' || error.reason !== 'dependsOn') return wrong('held', why);
      return isMade ? wrong('done, reported held', why) : right;
    default:
      // No guard of these connections holds one of these people back.
      return wrong(`reported ${outcome}`, why);
  }
}

/** Whether another client created the user. */
const isTaken = ({ email }, { foreign, after }) =>
  foreign.some((id) => after.users.get(id)?.emailAddr === email);

/** The receipt is signed, and says the same as the report. */
function judgeReceipt({ output, secrets, context, before }) {
  const { receipt, report, counts, complete, stopped } = output;
  const [head, payload, signature] = receipt.split('.');
  const mac = createHmac('sha256', secrets.planKey).update(`${head}.${payload}`);
  if (mac.digest('base64url') !== signature) return wrong('the receipt has a wrong signature');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const said = { counts, complete, stopped: stopped?.reason };
  const signed = { counts: claims.counts, complete: claims.complete, stopped: claims.stopped };
  if (brief(said) !== brief(signed))
    return wrong('the receipt contradicts the output', brief(signed));
  if (claims.plan.fingerprint !== context.plan.fingerprint)
    return wrong('a receipt of another plan');
  for (const [at, { before: was, after, names: _, ...entry }] of claims.steps.entries()) {
    if (JSON.stringify(entry) !== JSON.stringify(report[at])) {
      return wrong('the receipt contradicts the report', brief(entry));
    }
    const mayHaveChanged = ['applied', 'unverified'].includes(entry.outcome);
    if (mayHaveChanged !== Boolean(was && after))
      return wrong('the receipt lacks values', brief(entry));
    const user = before.users.get(entry.ID);
    if (mayHaveChanged && user && !shows(was, user)) {
      return wrong('the receipt has other values before', brief(was));
    }
  }
  return right;
}

/** Whether each field that both have is the same. */
const shows = (fields, user) =>
  Object.entries(fields).every(
    ([name, value]) => !(name in user) || JSON.stringify(user[name]) === JSON.stringify(value),
  );

/** What reverses a step, as `undo` plans it; undefined if it can't be reversed. */
function reversalOf({ kind, ID, email, fields }, { after, context: { was } }) {
  if (kind === 'delete') return undefined;
  if (kind === 'create') {
    const created = [...after.users.values()].find((user) => user.emailAddr === email);
    return { kind: 'deactivate', ID: created.ID, fields: { isActive: false } };
  }
  const old = was.users.get(ID);
  const values = Object.keys(fields).map((name) => [name, old[name]]);
  return {
    ...{ ID, kind: kind === 'deactivate' ? 'reactivate' : 'update' },
    fields: Object.fromEntries(values),
  };
}

/** The plan of `plan` or `undo` has exactly the steps that are needed, with the present values. */
export const judgePlan = (facts) => {
  if (facts.log.some(({ isWrite }) => isWrite)) return wrong('a read has written');
  return judgeRead(({ plan }, { after, context, scenario }) => {
    const isUndo = scenario.action === 'undo';
    const all = isUndo ? context.steps.map((step) => reversalOf(step, facts)) : context.steps;
    const wanted = all.filter(Boolean);
    if (plan.steps.length !== wanted.length || plan.held.length !== all.length - wanted.length) {
      return wrong('plans other steps', brief({ counts: plan.counts, held: plan.held }));
    }
    const differing = wanted.find((step) => {
      const found = plan.steps.find(isOf(step));
      if (!found || !shows(found.before, after.users.get(step.ID) ?? {})) return true;
      return step.fields && !hasAll(found.after, step.fields);
    });
    return differing ? wrong('plans something else', brief(differing)) : right;
  })(facts);
};

/** Everybody is as the run left them. */
export const judgeRecheck = (facts) => {
  if (facts.log.some(({ isWrite }) => isWrite)) return wrong('a read has written');
  return judgeRead(({ report }, { context }) => {
    if (report.length !== context.steps.length) return wrong('somebody missing', brief(report));
    const other = report.find(({ state }) => state !== 'asApplied');
    return other ? wrong('unchanged, reported otherwise', brief(other)) : right;
  })(facts);
};
