// Sends the tenant's events over HTTP.

/** @typedef {import('./index.d.ts').DeliveredEvent} DeliveredEvent */

// Workfront waits this long for a 2xx status (docs/workfront-facts.md#delivery).
const timeoutMs = 5000;

/**
 * Sends all due events concurrently, and reports the outcome of each to the tenant.
 * @param {object} parts
 * @param {{ dueEvents(now: number): string, eventDelivered(id: number, success: boolean, now: number): number | undefined }} parts.tenant
 * @param {() => number} parts.now
 * @param {typeof globalThis.fetch} parts.fetch
 * @returns {Promise<DeliveredEvent[]>}
 */
export async function deliverDue({ tenant, now, fetch }) {
  /** @type {{ id: number, url: string, headers: [string, string][], body: string, attempt: number, eventType: DeliveredEvent['eventType'] }[]} */
  const due = JSON.parse(tenant.dueEvents(now()));
  const deliveries = due.map(async ({ id, url, headers, body, attempt, eventType }) => {
    const status = await post(fetch, url, headers, body);
    const success = status !== undefined && status >= 200 && status < 300;
    const nextAttemptAt = tenant.eventDelivered(id, success, now());
    return { url, eventType, attempt, status, nextAttemptAt };
  });
  return Promise.all(deliveries);
}

/**
 * @param {typeof globalThis.fetch} fetch
 * @param {string} url
 * @param {[string, string][]} headers
 * @param {string} body
 */
async function post(fetch, url, headers, body) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal,
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    // No response within the time limit.
    return undefined;
  }
}
