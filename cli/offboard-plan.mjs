// A dry run of offboard as a plan: what it changes, the real run of exactly these users, and one report of both.

/** @typedef {{ ID?: string, outcome: string, error?: any }} Entry */
/** @typedef {{ report: Entry[], counts: Record<string, number>, reassigned?: any[], requests?: number, [more: string]: any }} Output */

/** Whether the plan changes nothing. @param {Output} plan */
export const isEmptyPlan = (plan) =>
  planned(plan).length === 0 && rejected(plan).length === 0 && (plan.reassigned ?? []).length === 0;

/** Whether nobody was deactivated, for sure. @param {Output} output */
export const isUnchanged = ({ report, reassigned = [] }) =>
  reassigned.length === 0 &&
  report.every(({ outcome }) => !['deactivated', 'rejected', 'unverified'].includes(outcome));

/** Whether nobody agreed to the plan: it was declined, or Ctrl+C was pressed at the question. @param {Output} output */
export const isDeclined = (output) =>
  output.stopped?.reason === 'cancelled' &&
  output.stopped.error === undefined &&
  isUnchanged(output);

/** Such as `3 people would be shut out; the limit is 10.` @param {Output} plan */
export function limitLine(plan) {
  if (plan.limit === undefined) return '';
  const count = planned(plan).length + rejected(plan).length;
  return `${people(count)} would be shut out; the limit is ${plan.limit}.\n`;
}

/** Such as `Deactivate 3 people?`. @param {Output} plan @param {string} [manager] the new manager */
export function questionOf(plan, manager) {
  const reports = plan.reassigned?.length ?? 0;
  const parts = [
    planned(plan).length > 0 && `deactivate ${people(planned(plan).length)}`,
    rejected(plan).length > 0 && `delete ${people(rejected(plan).length)} pending approval`,
    reports > 0 && `give ${people(reports)} the new manager ${manager}`,
  ].filter((part) => part !== false);
  const question = `${parts.join(' and ')}?`;
  return question[0].toUpperCase() + question.slice(1);
}

/**
 * The input of the real run: only users whom the plan shows, by ID. Inactive users are included if their reports get a new
 * manager, because the plan shows these too. Pending users are deleted only if the plan shows it.
 * @param {Output} plan @param {any} input
 */
export function inputOfPlan(plan, { emails: _emails, IDs: _ids, filters: _filters, ...others }) {
  const { newManager } = others;
  const shown = plan.report.filter(
    ({ outcome }) => outcome === 'planned' || (newManager && outcome === 'alreadyInactive'),
  );
  const IDs = unique(shown.map(({ ID }) => ID));
  const { pending: _pending, ...plain } = others;
  const confirm = rejected(plan);
  return confirm.length > 0
    ? { ...others, IDs: unique([...IDs, ...confirm]), confirm }
    : { ...plain, IDs };
}

/**
 * The report of the real run, with the entries of the plan that needed no change, in the order of the plan.
 * @param {Output} plan @param {Output} output
 */
export function merged(plan, output) {
  const done = new Map(output.report.map((entry) => [keyOf(entry), entry]));
  const report = plan.report.map(({ outcome, error, ...known }) => ({
    ...known,
    ...(done.get(keyOf(known)) ?? { outcome, ...(error && { error }) }),
  }));
  return {
    ...output,
    report,
    counts: countsOf(report, output.counts),
    requests: (plan.requests ?? 0) + (output.requests ?? 0),
    ...('complete' in output && { complete: output.complete && plan.complete !== false }),
  };
}

/** A plan of users who weren't looked up. @param {any} input @returns {Output} */
export function nothingBegun({ IDs = [], emails = [] }) {
  const outcome = 'planned';
  const report = [
    ...IDs.map((/** @type {string} */ ID) => ({ ID, outcome })),
    ...emails.map((/** @type {string} */ emailAddr) => ({ emailAddr, outcome })),
  ];
  return { report, counts: {}, notes: [] };
}

/**
 * The output if the planned changes were not begun.
 * @param {Output} plan
 * @param {{ reason: string, error?: any }} stopped
 */
export function notAttempted(plan, stopped) {
  const report = plan.report.map((entry) =>
    ['planned', 'rejectionPlanned'].includes(entry.outcome)
      ? { ...entry, outcome: 'notAttempted' }
      : entry,
  );
  const { reassigned: _reassigned, ...others } = plan;
  const counts = countsOf(report, { ...plan.counts, notAttempted: 0 });
  return { ...others, report, counts, complete: false, stopped, notes: [] };
}

/** @param {Entry[]} report @param {Record<string, number>} counts of which the names are kept */
function countsOf(report, counts) {
  const found = Object.fromEntries(Object.keys(counts).map((outcome) => [outcome, 0]));
  for (const { outcome } of report) found[outcome] = (found[outcome] ?? 0) + 1;
  return found;
}

/** @param {Output} output @param {string} wanted */
const withOutcome = ({ report }, wanted) =>
  unique(report.filter(({ outcome }) => outcome === wanted).map(({ ID }) => ID));

/** @param {Output} plan */
const planned = (plan) => withOutcome(plan, 'planned');

/** @param {Output} plan */
const rejected = (plan) => withOutcome(plan, 'rejectionPlanned');

/** @param {(string | undefined)[]} ids */
const unique = (ids) => [...new Set(ids.filter((ID) => ID !== undefined))];

/** @param {{ ID?: string }} entry */
const keyOf = ({ ID }) => ID?.toLowerCase();

/** @param {number} count */
const people = (count) => (count === 1 ? '1 person' : `${count} people`);
