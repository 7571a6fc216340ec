// Receives the tenant's events, with a listener that fails now and then.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { toHandler } from 'workfront-actions/node';
import { authToken } from './server/events.mjs';

/** More than any round of deliveries takes. */
const timeoutMs = 3_000;

export async function startReceiver({ is }) {
  const counts = { events: 0, eventErrors: 0 };
  const handler = toHandler({
    authToken,
    timeoutMs,
    async onEvent() {
      counts.events += 1;
      if (is(0.1)) await pause(5);
      if (is(0.1)) throw new Error('onEvent fails on purpose');
    },
    onError() {
      counts.eventErrors += 1;
      if (is(0.2)) throw new Error('onError fails on purpose');
    },
  });
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    counts,
    url: `http://127.0.0.1:${server.address().port}/`,
    async close() {
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    },
  };
}
