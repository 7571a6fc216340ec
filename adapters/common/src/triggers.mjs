// Triggers of a workflow: event subscriptions of a URL, and polling for changes.

/** @typedef {import('../../../js/index.d.ts').Plugin} Plugin */

/**
 * Subscribes a URL to these events; safe to repeat.
 * @param {Plugin} plugin
 * @param {{ url: string, authToken: string, events: string[] }} wanted
 */
export async function startEvents(plugin, { url, authToken, events }) {
  const subscriptions = events.map((eventType) => ({ eventType: /** @type {any} */ (eventType) }));
  const { ok, report } = await plugin.ensureSubscriptions({ url, authToken, subscriptions });
  const failed = report.find(({ error }) => error)?.error;
  if (!ok) {
    const message = failed?.message ?? 'Workfront did not accept all subscriptions';
    throw Object.assign(new Error(message), failed);
  }
}

/**
 * Removes the subscriptions of {@link startEvents}. Those of other URLs stay.
 * @param {Plugin} plugin
 * @param {{ url: string, authToken: string }} wanted
 */
export const stopEvents = (plugin, wanted) => startEvents(plugin, { ...wanted, events: [] });

/**
 * The event of a request, or undefined if none of its transitions is wanted. Throws what {@link Plugin.parseEvent} throws.
 * @param {Plugin} plugin
 * @param {{ body: any, authorization?: string, authToken: string, transitions?: string[] }} request
 */
export async function readEvent(plugin, { body, authorization, authToken, transitions = [] }) {
  const event = await plugin.parseEvent(body, { authToken, authorization });
  const isWanted = /** @type {string[]} */ (event.transitions).some((one) =>
    transitions.includes(one),
  );
  return transitions.length === 0 || isWanted ? event : undefined;
}

/**
 * The users that changed since the last poll, and the cursor for the next one. Without `cursor` and `since` the first
 * poll returns no users: it only sets the starting point to now.
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

/** A random token for the subscriptions of a URL. */
export const newAuthToken = () =>
  [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
