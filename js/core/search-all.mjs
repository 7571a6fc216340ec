// Every user that a search finds, page by page.
import { cancelled } from './error.mjs';
import { follow } from './follow.mjs';

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
  let page = await run('search', { ...input, first, limit }, context);
  let previous = new Set();
  const { signal, stop } = follow(context?.signal);
  try {
    for (let isFirst = true; ; isFirst = false) {
      first += limit;
      const ask = () => run('search', { ...input, first, limit }, { ...context, signal });
      const ahead = page.hasMore && !isFirst ? ask() : undefined;
      // It fails where its page would have been, and not at all for who doesn't come so far.
      ahead?.catch(() => {});
      if (ahead) await sent();
      const current = new Set();
      for (const user of page.users) {
        if (current.has(user.ID)) continue;
        current.add(user.ID);
        if (previous.has(user.ID)) continue;
        yield user;
        // A loop that was stopped must not go on to the end of its page.
        if (context?.signal?.aborted) throw cancelled('search');
      }
      if (!page.hasMore) return;
      page = await (ahead ?? ask());
      previous = current;
    }
  } finally {
    stop();
  }
}

// Node writes a request only once no promise is left to go on, and a loop over a page may never come to that.
const sent = () => {
  const { setImmediate: soon } = /** @type {any} */ (globalThis);
  return soon && new Promise(soon);
};
