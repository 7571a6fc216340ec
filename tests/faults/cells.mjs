// All cells: every scenario with every applicable plan.
import { scenarios } from './actions.mjs';
import { faults } from './faults.mjs';

/**
 * The cells of a scenario. `sent` are the requests that it sends without a fault.
 */
export function cellsOf(scenario, sent) {
  const plans = [
    ...positionsOf(scenario, sent).flatMap((at) => faultPlans(scenario, sent, at)),
    ...pairPlans(scenario, sent),
    ...limitPlans(scenario, sent),
    ...rivalPlans(sent),
    ...hostPlans(scenario),
  ];
  return plans.map((plan) => ({ scenario, plan, name: nameOf(scenario, plan) }));
}

export const scenarioNamed = (id) => scenarios.find((scenario) => scenario.id === id);

/** A selection of faults, used where testing every combination would take too long. */
const essential = new Set([
  ...['reset', 'no response', 'cut, chunked', 'cut, until close', '403 JSON', '404 JSON'],
  ...['404 HTML', '401 HTML', '429 JSON', '500 JSON', '502 HTML', '302 to a sign-in page'],
  ...['200 empty', '200 {}', '200 []', '200 {"data":null}', '200 {"data":[]}', '200 HTML'],
  ...['200 {"data":{"success":false}}', '200 with another person', '200 with other values'],
  ...['200 with the other order', '200 with one item fewer', '200 with the same full page'],
]);

/** The first, the middle and the last request, and the first that writes; or all. */
const positionsOf = ({ isAtEveryRequest }, sent) => [
  ...new Set([
    ...(isAtEveryRequest ? sent.keys() : []),
    0,
    Math.floor(sent.length / 2),
    sent.length - 1,
    Math.max(
      0,
      sent.findIndex(({ isWrite }) => isWrite),
    ),
  ]),
];

function faultPlans({ isThorough, isCounted }, sent, at) {
  const request = sent[at];
  return faults
    .filter((fault) => isThorough || fault.isCore || fault.isHarmless)
    .filter((fault) => (fault.onlyWrites ? request.isWrite : true))
    .filter((fault) => (fault.onlyReads ? request.method === 'GET' : true))
    .filter((fault) => (fault.isForCounts ? isCounted && /\/count$/.test(request.path) : true))
    .filter((fault) => (fault.isForLists ? request.isAboutMany : true))
    .flatMap((fault) =>
      whensOf(fault, request).flatMap((when) =>
        modesOf(fault, request, isThorough).map((mode) => ({
          ...{ type: 'fault', fault: fault.name, at, mode, when },
        })),
      ),
    );
}

function whensOf({ when, needsWork, onlyBefore, refuses, group }, request) {
  if (when) return [when];
  if (needsWork) return ['after'];
  if (onlyBefore) return ['before'];
  // A read changes nothing, so the fault only alters the tenant's response.
  if (!request.isWrite) return [group === 'altered' || group === 'cut' ? 'after' : 'before'];
  // A false refusal after the work is unknowable, so a few of them are enough.
  if (refuses === 'workfront' && group === 'status') return ['before'];
  return ['before', 'after'];
}

function modesOf({ name, isCore, isHarmless, group }, { isWrite }, isThorough) {
  const isOften = isThorough ? isCore : essential.has(name);
  if (isHarmless || !isOften) return ['once'];
  if (group === 'late') return ['once'];
  return isWrite ? ['once', 'kind', 'from'] : ['once', 'from'];
}

function pairPlans({ isThorough }, sent) {
  const at = sent.findIndex(({ isWrite }) => isWrite);
  if (at < 0) return [];
  return faults
    .filter(({ name }) => isThorough || essential.has(name))
    .filter(({ group, isHarmless, isForCounts, when, onlyWrites }) => {
      return group !== 'Retry-After' && !isHarmless && !isForCounts && !when && !onlyWrites;
    })
    .flatMap((fault) =>
      ['before', 'after'].map((when) => ({ type: 'pair', fault: fault.name, at, when })),
    );
}

function limitPlans({ warmUp }, sent) {
  return [
    { type: 'abortedBefore', isAborted: true },
    ...sent.flatMap(({ isWrite }, at) => {
      const whens = isWrite ? ['before', 'after', 'later'] : ['before'];
      const losses = isWrite ? ['before', 'after'] : ['before'];
      return [
        ...whens.map((when) => ({ type: 'abort', at, when })),
        { type: 'abort', at, when: whens[1] ?? 'before', isTimeout: true },
        ...losses.map((when) => ({ type: 'timeout', at, when })),
        { type: 'deadline', at, when: 'after' },
        ...losses.map((when) => ({ type: 'deadline', at, when, isLost: true })),
        // The preparation of the call would exceed the limit.
        ...[undefined, ...(warmUp ? [] : losses)].map((when) => ({
          ...{ type: 'budget', maxRequests: warmUp ? 20 : at + 1, when },
        })),
      ];
    }),
  ];
}

function rivalPlans(sent) {
  const at = sent.findIndex(({ creates }) => creates.length > 0);
  if (at < 0) return [];
  return [false, true].map((isSameName) => ({ type: 'rival', at, isSameName }));
}

/** Each host function hangs and ignores its signal. */
function hostPlans({ isThorough, credentials, hasPlanStore }) {
  if (!isThorough) return [];
  const functions = [
    ...['fetch', 'text', 'sleep', 'tokenStore.get', 'credentials'],
    ...(credentials ? ['onRefreshToken', 'tokenStore.set'] : []),
    ...(hasPlanStore ? ['planStore.get', 'planStore.putIfAbsent'] : []),
  ];
  return functions.flatMap((hanging) =>
    ['timeout', 'abort', 'deadline'].map((end) => ({ type: 'host', hanging, end })),
  );
}

function nameOf({ id }, { type, fault, at, mode, when, ...more }) {
  const flags = Object.entries(more).map(([key, value]) => `${key}=${value}`);
  const where = at === undefined ? [] : [`@${at}`];
  return [id, type, fault, when, mode, ...where, ...flags].filter((part) => part).join(' | ');
}
