// Counts the outcomes of calls.
import { printed, secretFinder } from '../lib/secrets.mjs';

const secretIn = secretFinder();
const planned = /on purpose/;
/** Errors that a valid call about existing objects never has. */
const unexpected = ['validation', 'notFound', 'forbidden', 'conflict'];

/** @param {{ begun: number, ended: number }} breakdowns how many breakdowns on purpose there were so far */
export function createTally(breakdowns) {
  const counts = { calls: 0, ok: 0, settled: 0 };
  const kinds = {};
  const done = {};
  const wrong = [];

  return {
    counts,
    kinds,
    /** How many calls of each action succeeded. */
    done,
    /** Outcomes that no call may have. */
    wrong,
    report: (text) => void (wrong.length < 20 && wrong.push(text)),

    /**
     * Runs a call. Returns `{ output }` or `{ error }`; `error.kind` is `outcomeUnknown` also after a breakdown.
     * @param {string} action
     * @param {() => Promise<any>} start
     * @param {string} [expected] a kind of error that this call may have, and others not
     */
    async run(action, start, expected) {
      counts.calls += 1;
      const { ended } = breakdowns;
      try {
        const output = await start();
        done[action] = (done[action] ?? 0) + 1;
        counts.ok += 1;
        return { output };
      } catch (error) {
        const { name, kind, message } = error ?? {};
        kinds[kind] = (kinds[kind] ?? 0) + 1;
        const isPlanned = planned.test(message) && breakdowns.begun > ended;
        const isWrong = kind === 'internal' ? !isPlanned : unexpected.includes(kind);
        if (name !== 'WorkfrontError' || (isWrong && kind !== expected)) {
          this.report(`${action}: ${error?.stack ?? error}`);
        }
        const secret = secretIn(printed(error));
        if (secret) this.report(`${action}: an error contains ${secret}: ${message}`);
        return { error: { kind: kind === 'internal' ? 'outcomeUnknown' : kind } };
      } finally {
        counts.settled += 1;
      }
    },
  };
}
