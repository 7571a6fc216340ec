// Which request is struck by which fault: those that say nothing false about what was done.
import { faults } from '../../faults/faults.mjs';

/** How long an endless response lasts if the client never disconnects, in milliseconds. */
const longestMs = 100;
const groups = ['lost', 'cut', 'slow', 'late', '5xx'];
const refusals = [
  '401 JSON',
  '429 JSON',
  '429 empty',
  '429, Retry-After: 2',
  '503, Retry-After: 0',
];

const general = faults.filter(({ group, refuses }) => groups.includes(group) && !refuses);
const before = faults.filter(({ name }) => refusals.includes(name));
// A lost response would use up the refresh token.
const ofTokenRequests = faults.filter(({ name }) =>
  ['reset', 'FIN without a response', '502 HTML', '503 HTML'].includes(name),
);
for (const list of [general, before, ofTokenRequests]) {
  if (list.length === 0) throw new Error('There is no such fault.');
}

/** A function that chooses the fault of a request, or undefined: with this probability. */
export function chooser({ is, pick }, probability, onStrike) {
  return (request) => {
    if (!is(probability)) return undefined;
    onStrike();
    if (request.isSignIn) return strike(pick(ofTokenRequests), 'before');
    if (is(0.3)) return strike(pick(before), 'before');
    const fault = pick(general);
    if (fault.when) return strike(fault, request.isWrite ? fault.when : 'before');
    return strike(fault, fault.needsWork || is(0.5) ? 'after' : 'before');
  };
}

const strike = (fault, when) => ({
  fault,
  when,
  effect: (details) => ({ ...fault.effect(details), longestMs }),
});
