// A receiver of a tenant's events: a server that records them.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { until } from '../../lib/until.mjs';

/** Starts a receiver that stops after the test. `first()` waits for the first event: its headers and its body. */
export async function receive(t) {
  const arrived = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    arrived.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
    outgoing.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/1`,
    first: () => until(() => arrived[0]),
  };
}
