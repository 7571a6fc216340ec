// Verdicts on the plans that come from reads of the whole tenant: `reconcile` and `reclaim`; and on `checkMapping`.
import { judgeRead } from './reads.mjs';
import { right, wrong } from './verdict.mjs';

const brief = (value) => JSON.stringify(value)?.slice(0, 300);
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What a step changes. Warnings and names may differ. */
const changeOf = ({ id, kind, ID, key, before, after }) => ({ id, kind, ID, key, before, after });

/** Each step is one of the plan without a fault, and whoever has no step is held back. */
export const judgeListPlan = (facts) => {
  if (facts.log.some(({ isWrite }) => isWrite)) return wrong('a read has written');
  return judgeRead(({ plan }, { context: { expected } }) => {
    const known = new Map(expected.steps.map((step) => [step.id, changeOf(step)]));
    const other = plan.steps.find((step) => !isSame(known.get(step.id), changeOf(step)));
    if (other) return wrong('plans something else', brief(other));
    const planned = new Set(plan.steps.map(({ id }) => id));
    const isHeld = ({ ID, person }) =>
      plan.held.some((held) => (ID ? held.ID === ID : held.person.emailAddr === person.emailAddr));
    const lost = expected.steps.find((step) => !planned.has(step.id) && !isHeld(step));
    return lost && !plan.stopped ? wrong('a step is missing', brief(lost)) : right;
  })(facts);
};

/** The report has every problem that there is. */
export const judgeMappingCheck = (facts) => {
  if (facts.log.some(({ isWrite }) => isWrite)) return wrong('a read has written');
  return judgeRead((output, { context: { expected } }) => {
    if (output.valid !== (output.problems.length === 0)) {
      return wrong('valid contradicts the problems', brief(output));
    }
    const keyOf = ({ field, problem, value }) => JSON.stringify([field, problem, value]);
    const reported = new Set(output.problems.map(keyOf));
    const missing = expected.problems.find((problem) => !reported.has(keyOf(problem)));
    if (missing) return wrong('a problem is not reported', brief(missing));
    return right;
  })(facts);
};
