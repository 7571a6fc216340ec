// Every user that a search finds, page by page.
import { readContext } from './context.mjs';

/** @typedef {import('../index.d.ts').CallContext} CallContext */

// The most that Workfront gives at once: fewer pages are fewer requests.
const pageSize = 2000;

/**
 * Holds one page, and the IDs of two: what moves between pages while they are read comes only once.
 * @param {(action: string, input: unknown, context?: CallContext) => Promise<any>} run
 * @param {Record<string, any>} [input]
 * @param {CallContext} [context]
 */
export async function* searchAll(run, input = {}, context) {
  const limit = input?.limit ?? pageSize;
  let first = input?.first ?? 0;
  let previous = new Set();
  for (;;) {
    const page = await run('search', { ...input, first, limit }, context);
    const current = new Set();
    for (const user of page.users) {
      if (current.has(user.ID)) continue;
      current.add(user.ID);
      if (previous.has(user.ID)) continue;
      yield user;
      // A loop that was stopped must not go on to the end of its page.
      readContext(context, 'search');
    }
    if (!page.hasMore) return;
    first += limit;
    previous = current;
  }
}
