// Verdicts on event subscriptions.
import { claimOf, indefinite, judgeError, right, worst, wrong } from './verdict.mjs';

const idsOf = ({ subscriptions }) => subscriptions.map(({ id }) => id);
const brief = (value) => JSON.stringify(value)?.slice(0, 300);

/** A new subscription on `context.url`. */
export function judgeSubscribe(facts) {
  const { before, after, context, output, error } = facts;
  const made = idsOf(after).filter((id) => !idsOf(before).includes(id));
  if (made.length > 1) return wrong('created twice', made.join());
  const needless = facts.isSingleFault && (made.length > 0 || context.exists);
  if (error) return judgeError(error, { done: made.length > 0, needless });
  if (!idsOf(after).includes(output.id)) return wrong('reported done, not done', brief(output));
  const found = after.subscriptions.find(({ id }) => id === output.id);
  if (found.url !== context.url || found.eventType !== context.eventType) {
    return wrong('another subscription', brief(output));
  }
  if (output.outcome === 'created' && !made.includes(output.id)) {
    return wrong('reported created, not by this call', brief(output));
  }
  return right;
}

export function judgeUnsubscribe(facts) {
  const { after, context, output, error } = facts;
  const isThere = idsOf(after).includes(context.id);
  if (error?.kind === 'notFound' && isThere) {
    return wrong('reported notFound, though there', error.message);
  }
  if (error) return judgeError(error, { done: !isThere, needless: facts.isSingleFault });
  if (output.id !== context.id) return wrong('deletes another', brief(output));
  return isThere ? wrong('reported done, not done', brief(output)) : right;
}

/** The version of `context.ids` becomes `context.version`. */
export function judgeVersion(facts) {
  const { after, context, output, error } = facts;
  const has = ({ id, version }) => context.ids.includes(id) && version === context.version;
  const done = after.subscriptions.filter(has).map(({ id }) => id);
  if (error?.kind === 'notFound') return wrong('reported notFound, though there', error.message);
  if (error) return judgeError(error, { done: done.length > 0, needless: facts.isSingleFault });
  const all = context.ids.every((id) => done.includes(id));
  if (!all) return wrong('reported done, not done', brief(output));
  const unexpected = output.subscriptionIds.filter((id) => !context.ids.includes(id));
  return unexpected.length > 0 ? wrong('reports another subscription', brief(output)) : right;
}

/** The report of `ensureSubscriptions`. */
export function judgeEnsure(facts) {
  const { before, after, context, output, error } = facts;
  const changed = idsOf(before).join() !== idsOf(after).join();
  const removed = idsOf(before).filter(
    (id) => context.others.includes(id) && !idsOf(after).includes(id),
  );
  if (removed.length > 0) return wrong('a subscription of another URL was deleted', removed.join());
  if (error) {
    if (claimOf(error) === 'unknown') return indefinite(false);
    return changed ? wrong(`done, whole call reported ${error.kind}`, error.message) : right;
  }
  const own = after.subscriptions.filter(({ url }) => url === context.url);
  const types = own.map(({ eventType }) => eventType);
  if (new Set(types).size < types.length) return wrong('created twice', types.join());
  const verdicts = output.report.map((entry) => judgeEntry(entry, facts));
  const isAsDeclared = [...types].sort().join() === [...context.declared].sort().join();
  if (output.ok && !isAsDeclared && !context.isDry) {
    verdicts.push(wrong('reported ok, not as declared', brief(output.report)));
  }
  if (changed && !output.changed && output.report.every(({ outcome }) => outcome !== 'failed')) {
    verdicts.push(wrong('changed, reported unchanged', brief(output.report)));
  }
  return worst(verdicts);
}

function judgeEntry({ id, eventType, outcome, error }, { before, after, context, isSingleFault }) {
  if (context.isDry) return right;
  const isThere = id ? idsOf(after).includes(id) : false;
  const wasThere = id ? idsOf(before).includes(id) : false;
  const why = `${outcome} ${eventType} ${id} ${error?.kind ?? ''}`;
  switch (outcome) {
    case 'created':
      return isThere && !wasThere ? right : wrong('item reported done, not done', why);
    case 'renewed':
      return isThere && !wasThere ? right : wrong('item reported done, not done', why);
    case 'exists':
    case 'kept':
      return isThere && wasThere ? right : wrong('item reported done, not done', why);
    case 'deleted':
      return isThere ? wrong('item reported done, not done', why) : right;
    default: {
      if (error?.kind === 'outcomeUnknown') return indefinite(isSingleFault);
      const isNew = after.subscriptions.some(
        (one) =>
          one.url === context.url && one.eventType === eventType && !idsOf(before).includes(one.id),
      );
      const isDone = context.declared.includes(eventType) ? isNew : wasThere && !isThere;
      return isDone ? wrong(`done, item reported ${error?.kind}`, why) : right;
    }
  }
}
