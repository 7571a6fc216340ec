// What starts a workflow: the events of a URL, and looking for changes.

/** @typedef {import('../../../js/index.d.ts').Plugin} Plugin */

/**
 * Makes Workfront send these events to a URL; safe to repeat.
 * @param {Plugin} plugin
 * @param {{ url: string, authToken: string, events: string[] }} wanted
 */
export async function startEvents(plugin, { url, authToken, events }) {
  const subscriptions = events.map((eventType) => ({ eventType: /** @type {any} */ (eventType) }));
  const { ok, report } = await plugin.ensureSubscriptions({ url, authToken, subscriptions });
  const failed = report.find(({ error }) => error)?.error;
  if (!ok)
    throw Object.assign(new Error(failed?.message ?? 'Workfront took not all of it'), failed);
}

/**
 * Ends what {@link startEvents} began. Subscriptions of other URLs stay.
 * @param {Plugin} plugin
 * @param {{ url: string, authToken: string }} wanted
 */
export const stopEvents = (plugin, wanted) => startEvents(plugin, { ...wanted, events: [] });

/**
 * The event of a request, when it is one that is wanted. Throws what {@link Plugin.parseEvent} throws.
 * @param {Plugin} plugin
 * @param {{ body: any, authorization?: string, authToken: string, transitions?: string[] }} request
 */
export async function readEvent(plugin, { body, authorization, authToken, transitions = [] }) {
  const event = await plugin.parseEvent(body, { authToken, authorization });
  const wanted = /** @type {string[]} */ (event.transitions).some((one) =>
    transitions.includes(one),
  );
  return transitions.length === 0 || wanted ? event : undefined;
}

/**
 * The users that changed since the last look, and where to go on. Without
 * `cursor` and `since` the first look finds nobody: it begins now.
 * @param {Plugin} plugin
 * @param {{ cursor?: string, since?: string, fields?: string[], overlapMs?: number }} look
 */
export async function lookForChanges(plugin, { cursor, since, ...settings }) {
  const users = [];
  for (;;) {
    const from = cursor ? { cursor } : { ...(since && { since }) };
    const page = await plugin.changes({ ...settings, ...from });
    users.push(...page.users);
    cursor = page.cursor;
    if (!page.hasMore) return { users, cursor };
  }
}

/** A token that nobody guesses, for a URL's subscriptions. */
export const newAuthToken = () =>
  [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
