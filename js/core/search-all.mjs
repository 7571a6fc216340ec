// Every user that a search finds, page by page.
import { cancelled } from './error.mjs';
import { linkSignal } from './follow.mjs';

/** @typedef {import('../index.d.ts').CallContext} CallContext */
/** @typedef {{ users: any[], hasMore: boolean }} Page */

// The most that Workfront gives at once: fewer pages are fewer requests.
const pageSize = 2000;

/**
 * Holds two pages at most, and the IDs of two: what moves between pages while they are read comes only once. From the
 * second page on, the next is asked for while the caller works on this one; who leaves within the first has asked for
 * no other.
 * @param {(action: string, input: unknown, context?: CallContext) => Promise<any>} run
 * @param {Record<string, any>} [input]
 * @param {CallContext} [context]
 */
export async function* searchAll(run, input = {}, context) {
  const limit = input?.limit ?? pageSize;
  let first = input?.first ?? 0;
  /** @type {Page} */
  let { users, hasMore } = await run('search', { ...input, first, limit }, context);
  let previous = new Set();
  const { signal, stop } = linkSignal(context?.signal);
  let end = () => {};
  try {
    for (let isFirst = true; ; isFirst = false) {
      first += limit;
      /** @type {Promise<Page> | undefined} */
      let next;
      const ask = () => {
        next ??= run('search', { ...input, first, limit }, { ...context, signal });
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
        if (context?.signal?.aborted) throw cancelled('search');
      }
      end();
      if (!hasMore) return;
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
