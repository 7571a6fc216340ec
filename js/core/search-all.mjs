// All users that a search finds, page by page.
import { readContext } from './context.mjs';
import { invalid, stopped } from './error.mjs';
import { linkSignal } from './link-signal.mjs';
import { copyPlain } from './plain-data.mjs';
import { describeValue } from './describe-value.mjs';
import { tryRead } from './reason.mjs';
import { SeenIDs } from './seen-ids.mjs';

/** @typedef {import('../index.d.ts').CallContext} CallContext */
/** @typedef {{ users: any[], hasMore: boolean }} Page */

// The largest page that Workfront returns, for the fewest requests.
const pageSize = 2000;

/**
 * Holds at most two pages, and the IDs of two: a user that moves between pages while they are read is yielded once. From
 * the second page on, the next page is requested while the caller works on this one; a caller that stops within the
 * first page has sent one request.
 * @param {(action: string, input: unknown, context?: CallContext) => Promise<any>} run
 * @param {Record<string, any>} [search]
 * @param {CallContext} [context]
 */
export async function* searchAll(run, search = {}, context) {
  // Copied once: later changes by the caller must not change the next pages.
  const input = copyPlain(search, 'input', { action: 'search', prefix: false });
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    throw invalid('input', `must be an object but is ${describeValue(input)}`, 'search');
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
      const requestNext = () => {
        next ??= run('search', { ...input, first, limit }, { ...own, signal });
        // An error is thrown when the caller reaches this page, and not if the caller stops before.
        next.catch(() => {});
        return next;
      };
      if (hasMore && !isFirst) end = whenCallerWaits(requestNext);
      const current = new Set();
      for (let at = 0; at < users.length; at += 1) {
        const user = users[at];
        // Released here, so that the page doesn't keep the user in memory after the caller is done with it.
        users[at] = undefined;
        if (current.has(user.ID)) continue;
        current.add(user.ID);
        if (previous.has(user.ID)) continue;
        yield user;
        // An aborted loop must not continue to the end of its page.
        if (tryRead(own.signal, 'aborted')) {
          throw stopped('search', tryRead(own.signal, 'reason'));
        }
      }
      end();
      if (!hasMore) return;
      seen.add(current, first - limit);
      ({ users, hasMore } = await requestNext());
      previous = current;
    }
  } finally {
    end();
    stop();
  }
}

/**
 * Calls `action` once the caller waits for something: a caller that only counts users has finished a page before a
 * request could be sent. The function that it returns cancels that.
 * @param {() => void} action
 */
function whenCallerWaits(action) {
  let isCancelled = false;
  const { setImmediate: soon = setTimeout } = /** @type {any} */ (globalThis);
  soon(() => isCancelled || action());
  return () => void (isCancelled = true);
}
