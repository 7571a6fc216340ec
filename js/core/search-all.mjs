// Every user that a search finds, page by page.
import { readContext } from './context.mjs';
import { invalid, stopped } from './error.mjs';
import { linkSignal } from './follow.mjs';
import { copyPlain } from './plain-data.mjs';
import { read } from './reason.mjs';
import { SeenIDs } from './seen-ids.mjs';

/** @typedef {import('../index.d.ts').CallContext} CallContext */
/** @typedef {{ users: any[], hasMore: boolean }} Page */

// The most that Workfront gives at once: fewer pages are fewer requests.
const pageSize = 2000;

/**
 * Holds two pages at most, and the IDs of two: what moves between pages while they are read comes only once. From the
 * second page on, the next is asked for while the caller works on this one; who leaves within the first has asked for
 * no other.
 * @param {(action: string, input: unknown, context?: CallContext) => Promise<any>} run
 * @param {Record<string, any>} [given]
 * @param {CallContext} [context]
 */
export async function* searchAll(run, given = {}, context) {
  // Once, as it was when the first page was asked for.
  const input = copyPlain(given, 'input', { action: 'search', prefix: false });
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    throw invalid('input', 'must be an object', 'search');
  }
  const limit = input.limit ?? pageSize;
  let first = input.first ?? 0;
  const own = readContext(context, 'search');
  /** @type {Page} */
  let { users, hasMore } = await run('search', { ...input, first, limit }, own);
  let previous = new Set();
  const seen = new SeenIDs();
  const { signal, stop } = linkSignal(own.signal);
  let end = () => {};
  try {
    for (let isFirst = true; ; isFirst = false) {
      first += limit;
      /** @type {Promise<Page> | undefined} */
      let next;
      const ask = () => {
        next ??= run('search', { ...input, first, limit }, { ...own, signal });
        // It fails where its page would have been, and not at all for who doesn't come so far.
        next.catch(() => {});
        return next;
      };
      if (hasMore && !isFirst) end = ifItTakesTime(ask);
      const current = new Set();
      for (let at = 0; at < users.length; at += 1) {
        const user = users[at];
        // Who was given is the caller's: kept here, a page would outlive its use, and the heap would grow by that.
        users[at] = undefined;
        if (current.has(user.ID)) continue;
        current.add(user.ID);
        if (previous.has(user.ID)) continue;
        yield user;
        // A loop that was stopped must not go on to the end of its page.
        if (read(own.signal, 'aborted')) throw stopped('search', read(own.signal, 'reason'));
      }
      end();
      if (!hasMore) return;
      seen.add(current, first - limit);
      ({ users, hasMore } = await ask());
      previous = current;
    }
  } finally {
    end();
    stop();
  }
}

/**
 * Does it once the caller waits for something: who only counts users is through with a page before a request could go
 * out. What it gives calls it off.
 * @param {() => void} action
 */
function ifItTakesTime(action) {
  let isOff = false;
  const { setImmediate: soon = setTimeout } = /** @type {any} */ (globalThis);
  soon(() => isOff || action());
  return () => void (isOff = true);
}
